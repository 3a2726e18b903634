package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The WAR as it is shipped, in Payara Micro; without a broker, so that its events wait where a test can see them. What it
 * does stands in the interfaces, by situation.
 */
@ExtendWith(ArquillianExtension.class)
class UsersIT
        implements Registering,
                LoggingIn,
                CountingUsers,
                CountingStatements,
                GuessingPasswords,
                EndingSessions,
                ChangingProfiles,
                DeletingThemselves,
                AdministeringUsers,
                ProgramsAsClients,
                RepeatedSecrets,
                AskingAboutTokens,
                RotatingKeys,
                BadInput {
    @Deployment(testable = false)
    static WebArchive users() throws Exception {
        // Each build has another password for the first administrator, who must not be there yet.
        Files.deleteIfExists(Path.of(Visitor.DATABASE + ".mv.db"));
        Visitor.trustTokensOf(GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", ""))));
        return ShrinkWrap.createFromZipFile(
                WebArchive.class, Path.of(System.getProperty("users.war", "")).toFile());
    }

    /** There is none in these tests. */
    @Test
    void isNotReadyWithoutABrokerAndTakesWorkAsLongAsItsDatabaseAnswers() {
        UsersClient.Answer ready = UsersClient.to("/health/ready").get();
        UsersClient.Answer database = UsersClient.to("/health/database").get();

        assertThat(ready.status()).as(ready.body()).isEqualTo(503);
        assertThat(ready.json().at("/checks")).hasToString("{\"broker\":\"DOWN\",\"database\":\"UP\"}");
        assertThat(database.status()).as(database.body()).isEqualTo(200);
        assertThat(database.text("status")).isEqualTo("UP");
        assertThat(database.json().at("/checks")).hasToString("{\"database\":\"UP\"}");
        assertThat(database.header("Content-Type")).isEqualTo(ready.header("Content-Type"));
    }
}
