package io.gatehouse.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * The database of the services: files of the data directory, or PostgreSQL.
 *
 * @param dataSource class name of the driver's data source
 * @param url with {@code {service}} in the place of the service's name
 */
record Database(String dataSource, String url, String user, String password) {

    private static final String URL = "GATEHOUSE_DB_URL";
    private static final String SERVICE = "{service}";

    /** So many seconds for an answer: on a network that swallows packets a query would hang for a quarter of an hour. */
    private static final String ANSWER_IN_TIME = "socketTimeout=60";

    /**
     * What the server is asked for: a machine that vanishes without a word is found out after a minute, whether or not an
     * answer is on its way to it, and what it has locked is free then. A transaction in which nothing happens for five
     * minutes is ended.
     */
    private static final String LET_GO = "options=-c%20tcp_keepalives_idle=30%20-c%20tcp_keepalives_interval=10"
            + "%20-c%20tcp_keepalives_count=3%20-c%20tcp_user_timeout=60s%20-c%20idle_in_transaction_session_timeout=5min";

    /** As H2 speaks SQL most like PostgreSQL; WRITE_DELAY=0: what is committed survives a kill. */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    static Database inFiles(Path directory, String password) {
        return new Database(
                "org.h2.jdbcx.JdbcDataSource",
                "jdbc:h2:file:" + directory.resolve(SERVICE) + H2_OPTIONS,
                "gatehouse",
                password);
    }

    static boolean isOutside(Map<String, String> environment) {
        return !environment.getOrDefault(URL, "").isBlank();
    }

    static Database outside(Map<String, String> environment) throws CannotStartException {
        String url = environment.getOrDefault(URL, "");
        if (!url.startsWith("jdbc:postgresql:") || !url.contains(SERVICE)) {
            throw new CannotStartException(URL
                    + " must start with jdbc:postgresql: and have {service} where the service's name goes,"
                    + " for example jdbc:postgresql://host/{service}");
        }
        return new Database(
                "org.postgresql.ds.PGSimpleDataSource",
                with(LET_GO, with(ANSWER_IN_TIME, url)),
                required(environment, "GATEHOUSE_DB_USER"),
                required(environment, "GATEHOUSE_DB_PASSWORD"));
    }

    /** What the URL names itself stays. */
    private static String with(String parameter, String url) {
        if (url.contains(parameter.substring(0, parameter.indexOf('=') + 1))) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    String urlFor(Application service) {
        return url.replace(SERVICE, service.lowerName());
    }

    private static String required(Map<String, String> environment, String name) throws CannotStartException {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new CannotStartException(name + " must be set when " + URL + " is");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Database[" + url + "]";
    }
}
