package io.gatehouse.products.price;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Currency;

/** Looks at the shop's own currency while the application starts: the deployment tells that it is none, not each price. */
@WebListener
public class PricesListener implements ServletContextListener {
    @Inject
    Prices prices;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        Currency unused = prices.own();
    }
}
