package io.gatehouse.orders.pricing;

import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** The products service could not be asked. One kind with what fault tolerance itself throws: the client sees no difference. */
final class ProductsUnavailable extends FaultToleranceException {
    ProductsUnavailable(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    ProductsUnavailable(String what) {
        super(what);
    }
}
