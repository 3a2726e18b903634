package io.gatehouse.products.price;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Deployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricesListenerTest {
    /** Nothing has a price in gold, or in the code for testing. */
    @ParameterizedTest
    @ValueSource(strings = {"euro", "eur", "EUR ", "ABC", "XAU", "XTS", "XXX"})
    void aShopDoesNotOpenWithACurrencyThatIsNone(String currency) {
        PricesListener listener = listener(currency);

        assertThatThrownBy(() -> listener.contextInitialized(Deployment.STARTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gatehouse.products.currency=" + currency + " is not a currency of ISO 4217");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "JPY", "KWD", "CLF"})
    void itOpensWithAnyOther(String currency) {
        PricesListener listener = listener(currency);

        assertThatCode(() -> listener.contextInitialized(Deployment.STARTED)).doesNotThrowAnyException();
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private static PricesListener listener(String currency) {
        PricesListener listener = new PricesListener();
        listener.prices = new Prices();
        listener.prices.currency = currency;
        return listener;
    }
}
