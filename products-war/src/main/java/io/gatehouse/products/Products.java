package io.gatehouse.products;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** All products. */
@ApplicationScoped
public class Products {
    @PersistenceContext
    EntityManager entities;

    void add(Product product) {
        entities.persist(product);
    }

    /** Product and stock as they were at one moment, in one statement. */
    StockedProduct get(UUID id) {
        return entities.createQuery(
                        "select p as product, s.available as available, s.version as version"
                                + " from Product p join StockLevel s on s.productId = p.id where p.id = :id",
                        Tuple.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(row -> new StockedProduct(
                        row.get("product", Product.class),
                        row.get("available", Integer.class),
                        row.get("version", Integer.class)))
                .orElseThrow(() -> ProblemException.notFound("The product"));
    }

    /**
     * Some products.
     *
     * @param own the currency that prices are meant in when the filter names none
     */
    Page<Product> page(ProductFilter filter, Currency own, PageRequest request) {
        return request.read(entities, Product.class, Product.SORTING, filter.among(own, TextSearch.of(entities)));
    }

    /** What those of the products cost that exist. */
    List<ProductPrice> prices(Collection<UUID> ids) {
        return entities.createQuery(
                        "select new io.gatehouse.products.ProductPrice(p.id, p.price) from Product p where p.id in :ids",
                        ProductPrice.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Writes changes, so that what was changed has its new version. */
    void flush() {
        entities.flush();
    }

    void remove(Product product) {
        entities.remove(product);
    }
}
