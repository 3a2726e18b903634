package io.gatehouse.launcher;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The database of the services: files of the data directory, or PostgreSQL.
 *
 * @param dataSource class name of the driver's data source
 * @param url with {@code {service}} in the place of the service's name
 * @param user likewise, or the same for all services
 * @param passwords of the user of each service
 */
record Database(String dataSource, String url, String user, Map<Application, String> passwords) {

    private static final String URL = "GATEHOUSE_DB_URL";
    private static final String PASSWORD = "GATEHOUSE_DB_PASSWORD";
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

    /** Just before its client gives a statement up it is ended: nobody would read what it finds. */
    private static final String END_IN_TIME = "%20-c%20statement_timeout=55s";

    /** As H2 speaks SQL most like PostgreSQL; WRITE_DELAY=0: what is committed survives a kill. */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    static Database inFiles(Path directory, String password) {
        return new Database(
                "org.h2.jdbcx.JdbcDataSource",
                "jdbc:h2:file:" + directory.resolve(SERVICE) + H2_OPTIONS,
                "gatehouse",
                Application.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> password)));
    }

    static boolean isOutside(Map<String, String> environment) {
        return !environment.getOrDefault(URL, "").isBlank();
    }

    /** The password of one service's user goes before that of all. */
    static Database outside(Map<String, String> environment) throws CannotStartException {
        String url = environment.getOrDefault(URL, "");
        if (!url.startsWith("jdbc:postgresql:") || !url.contains(SERVICE)) {
            throw new CannotStartException(URL
                    + " must start with jdbc:postgresql: and have {service} where the service's name goes,"
                    + " for example jdbc:postgresql://host/{service}");
        }
        String user = required(environment, "GATEHOUSE_DB_USER");
        Map<Application, String> passwords = new EnumMap<>(Application.class);
        for (Application service : Application.SERVICES) {
            String own = environment.getOrDefault(PASSWORD + "_" + service.name(), "");
            passwords.put(service, own.isEmpty() ? required(environment, PASSWORD) : own);
        }
        return new Database("org.postgresql.ds.PGSimpleDataSource", withLimits(url), user, passwords);
    }

    /** Who names the time for an answer waits for it: it may be longer than ours. */
    private static String withLimits(String url) {
        String limited = with(ANSWER_IN_TIME, url);
        return with(limited.equals(url) ? LET_GO : LET_GO + END_IN_TIME, limited);
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

    String userFor(Application service) {
        return user.replace(SERVICE, service.lowerName());
    }

    String passwordFor(Application service) {
        return Objects.requireNonNull(passwords.get(service), "a password for each service");
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
