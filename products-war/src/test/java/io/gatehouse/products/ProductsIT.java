package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.GatewayTokens;
import io.gatehouse.kernel.testing.Probe;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import io.gatehouse.kernel.testing.Statements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker. One class, for each would be another server. */
@ExtendWith(ArquillianExtension.class)
class ProductsIT
        implements CreatingProducts,
                ChangingProducts,
                ListsOfProducts,
                CategoriesOfProducts,
                StockOfProducts,
                CountingStatements {
    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    private final UUID user = UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive products() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")), "products");
        Path war = Path.of(System.getProperty("products.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile())
                .addClasses(EventProbe.class, Probe.class, Statements.class);
    }

    @Test
    void theServerGivesOutTheDocumentThatTheBuildHasMade() throws Exception {
        String made = Files.readString(Path.of("target/openapi/openapi.yaml"));

        Answer served = new ServiceClient(admin().base().replaceFirst("/products$", ""), "").get("/openapi");

        assertThat(described(served.response().body())).isNotEmpty().isEqualTo(described(made));
    }

    /** What is told of what, in no order: the server writes it in one of its own. */
    private static List<String> described(String document) {
        return document.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("operationId:") || line.startsWith("$ref:"))
                .sorted()
                .toList();
    }

    @Override
    public ServiceClient clientOf(String... roles) {
        try {
            return new ServiceClient(System.getProperty("products.url", ""), gateway.of(user, roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
