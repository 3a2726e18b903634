package io.gatehouse.services;

import io.gatehouse.services.shop.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator: so many connections, each with one request after the other. */
final class Wrk {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([\\d.]+)s");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern PERCENTILE = Pattern.compile("(?m)^\\s+(50|99)%\\s+([\\d.]+)(us|ms|s|m)$");

    private final Place place;
    private final String server;

    /** @param server whatever begins with its address, as a URL */
    Wrk(Place place, String server) {
        this.place = place;
        this.server = server;
    }

    /** What a load came to; times in milliseconds. */
    record Load(long good, double perSecond, double p50, double p99, long errors) {
        static Load of(String said) throws IOException {
            Matcher requests = found(REQUESTS, said);
            long bad = count(BAD, said);
            long good = Long.parseLong(requests.group(1)) - bad;
            double[] percentiles = new double[2];
            Matcher percentile = PERCENTILE.matcher(said);
            while (percentile.find()) {
                percentiles[percentile.group(1).equals("50") ? 0 : 1] =
                        millis(Double.parseDouble(percentile.group(2)), percentile.group(3));
            }
            double perSecond = good / Double.parseDouble(requests.group(2));
            return new Load(good, perSecond, percentiles[0], percentiles[1], bad + count(SOCKET, said));
        }

        private static Matcher found(Pattern pattern, String said) throws IOException {
            Matcher matcher = pattern.matcher(said);
            if (!matcher.find()) {
                throw new IOException("wrk says: " + said);
            }
            return matcher;
        }

        /** The sum of the groups, 0 where wrk has nothing to tell. */
        private static long count(Pattern pattern, String said) {
            Matcher matcher = pattern.matcher(said);
            long sum = 0;
            while (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    sum += Long.parseLong(matcher.group(group));
                }
            }
            return sum;
        }

        private static double millis(double number, String unit) {
            return switch (unit) {
                case "us" -> number / 1e3;
                case "ms" -> number;
                case "s" -> number * 1e3;
                default -> number * 60e3;
            };
        }
    }

    static String line(Call call) {
        return "/api" + call.path() + "\t" + call.body();
    }

    /** A GET of whoever has the token. */
    static String line(String path, String token) {
        return path + "\t\t" + token;
    }

    /**
     * The calls in turn, on each connection one after the other.
     *
     * @param token of who asks; empty for nobody
     */
    Load load(List<Call> calls, String token, int connections, int seconds) throws IOException, InterruptedException {
        return inTurn(calls.stream().map(Wrk::line).toList(), token, connections, seconds);
    }

    /** The same of requests that are lines already, which may each have a token of their own. */
    Load inTurn(List<String> lines, String token, int connections, int seconds)
            throws IOException, InterruptedException {
        Path file = place.directory().resolve("requests");
        Files.write(file, lines, StandardCharsets.UTF_8);
        ProcessBuilder wrk = new ProcessBuilder(
                        place.wrk().toString(),
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "20s",
                        "--latency",
                        "-s",
                        place.requests().toString(),
                        server)
                .redirectErrorStream(true);
        wrk.environment().put("REQUESTS", file.toString());
        wrk.environment().put("TOKEN", token);
        wrk.environment().put("LD_LIBRARY_PATH", place.libraries());
        Process process = wrk.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Load.of(said);
    }
}
