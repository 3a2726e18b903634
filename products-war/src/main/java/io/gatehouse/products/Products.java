package io.gatehouse.products;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All products. */
@ApplicationScoped
public class Products {
    @PersistenceContext
    EntityManager entities;

    void add(Product product) {
        entities.persist(product);
    }

    Product get(UUID id) {
        @Nullable Product product = entities.find(Product.class, id);
        if (product == null) {
            throw ProblemException.notFound("The product");
        }
        return product;
    }

    Page<Product> page(PageRequest request) {
        return request.read(entities, Product.class, Product.SORTING, Selection.all());
    }

    /** What those of the products cost that exist. */
    List<ProductPrice> prices(Collection<UUID> ids) {
        return entities.createQuery(
                        "select new io.gatehouse.products.ProductPrice(p.id, p.price) from Product p where p.id in :ids",
                        ProductPrice.class)
                .setParameter("ids", ids)
                .getResultList();
    }
}
