package io.gatehouse.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapter in Payara Micro with a broker process beside it; the tests build on each other to start few servers. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(OrderAnnotation.class)
class ResourceAdapterIT {

    private static final String PROBE = "probe";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // started by the first test
    private static BrokerChild broker;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    @Deployment(name = PROBE, managed = false, testable = false)
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war")
                .addClasses(ProbeServlet.class, Sender.class, Receiver.class);
    }

    @Test
    @Order(1)
    void deliversWhatWasPublishedBeforeTheFirstConsumerCame() throws Exception {
        BrokerChild.forgetEverything();
        broker = BrokerChild.start();
        OutsideSender.send("user.events", List.of("early"));
        deployer.deploy(PROBE);
        awaitDelivery("early|1"::equals);
    }

    @Test
    @Order(2)
    void publishesOnCommitOutsideJta() throws Exception {
        assertThat(post("commit", "committed").statusCode()).isEqualTo(200);
        awaitDelivery("committed|1"::equals);
    }

    @Test
    @Order(3)
    void publishesWhileTheTransactionOfTheCallerIsSuspended() throws Exception {
        assertThat(post("suspended", "suspended").statusCode()).isEqualTo(200);
        awaitDelivery("suspended|1"::equals);
    }

    @Test
    @Order(4)
    void publishesNothingOnRollback() throws Exception {
        assertThat(post("rollback", "rolled back").statusCode()).isEqualTo(200);
        post("commit", "after the rollback");
        awaitDelivery("after the rollback|1"::equals);
        assertThat(deliveries()).noneMatch(line -> line.startsWith("rolled back"));
    }

    @Test
    @Order(5)
    void deliversAgainWithGrowingDelaysAfterAnExceptionOfTheConsumer() throws Exception {
        List<Long> delays = List.of();
        for (int message = 0; message < 3 && !areAsWanted(delays); message++) {
            delays = delays("fails-twice " + message);
        }
        assertThat(areAsWanted(delays)).as(delays.toString()).isTrue();
    }

    private static List<Long> delays(String failing) throws Exception {
        post("commit", failing);
        long first = awaitDelivery((failing + "|1")::equals);
        long second = awaitDelivery((failing + "|2")::equals);
        long third = awaitDelivery((failing + "|3")::equals);
        assertThat(second - first).isGreaterThanOrEqualTo(900);
        assertThat(third - second).isGreaterThanOrEqualTo(1900);
        return List.of(second - first, third - second);
    }

    /** What takes longer once was a machine that stood still. */
    private static boolean areAsWanted(List<Long> delays) {
        return delays.size() == 2 && delays.get(0) <= 1900 && delays.get(1) <= 3900;
    }

    @Test
    @Order(6)
    void failsFastWhileTheBrokerIsAwayAndResumesWhenItIsBack() throws Exception {
        broker.kill();
        // A call that meets the end of the connection may wait for its answer as long as CallTimeout says.
        assertThat(timeToRefuse()).isLessThan(Duration.ofSeconds(10));
        int atOnce = 0;
        for (int i = 0; i < 10 && atOnce < 3; i++) {
            atOnce += timeToRefuse().compareTo(Duration.ofSeconds(1)) < 0 ? 1 : 0;
        }
        assertThat(atOnce).isEqualTo(3);
        broker = BrokerChild.start();
        OutsideSender.send("user.events", List.of("welcome back"));
        awaitDelivery("welcome back|1"::equals);
        assertThat(post("commit", "sent again").statusCode()).isEqualTo(200);
        awaitDelivery("sent again|1"::equals);
        assertThat(deliveries()).noneMatch(line -> line.startsWith("away"));
    }

    @Test
    @Order(7)
    void acknowledgesOnlyAfterTheConsumerReturned() throws Exception {
        post("commit", "slow");
        awaitDelivery(line -> line.startsWith("slow|"));
        post("commit", "quick");
        awaitDelivery("quick|1"::equals);
        // It is acknowledged behind that; the slow one takes half a minute.
        TimeUnit.SECONDS.sleep(2);
        haltTheServer();
        deployer.undeploy(PROBE);
        deployer.deploy(PROBE);
        awaitDelivery(line -> line.startsWith("slow|"));
        assertThat(deliveries()).noneMatch(line -> line.startsWith("quick"));
        deployer.undeploy(PROBE);
        broker.close();
    }

    private static Duration timeToRefuse() throws Exception {
        long start = System.nanoTime();
        assertThat(post("commit", "away").statusCode()).isEqualTo(503);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long awaitDelivery(Predicate<String> wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (String line : deliveries()) {
                int time = line.lastIndexOf('|');
                if (time > 0 && wanted.test(line.substring(0, time))) {
                    return Long.parseLong(line.substring(time + 1));
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Not delivered, only " + deliveries());
    }

    private static List<String> deliveries() throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri("")).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static HttpResponse<String> post(String action, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        uri(action + "?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static void haltTheServer() throws InterruptedException {
        try {
            post("halt", "");
            throw new AssertionError("The server answered instead of dying");
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static URI uri(String path) {
        return URI.create(System.getProperty("probe.url")).resolve(path);
    }
}
