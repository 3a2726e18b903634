package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Does what the arguments say: {@code check FILE}, {@code explain FILE …} or {@code --help}. */
final class CommandLine {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Function<String, Optional<String>> values;

    /** @param values what <code>${name}</code> in a file stands for */
    CommandLine(PrintStream out, PrintStream err, Function<String, Optional<String>> values) {
        this.out = out;
        this.err = err;
        this.values = values;
    }

    /** The exit code. */
    int run(List<String> arguments) {
        try {
            return command(arguments);
        } catch (WrongUse wrong) {
            err.println(wrong.getMessage() + "; try bin/gatehouse --help");
            return BAD_INPUT;
        } catch (ConfigException mistakes) {
            mistakes.errors().forEach(err::println);
            err.println(mistakes.errors().size() + " mistake(s)");
            return BAD_INPUT;
        } catch (IOException failed) {
            err.println("failed: " + failed);
            return FAILED;
        }
    }

    private int command(List<String> arguments) throws WrongUse, ConfigException, IOException {
        if (arguments.isEmpty()) {
            throw new WrongUse("No command is given");
        }
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(usage());
            return OK;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        switch (arguments.get(0)) {
            case "check" -> check(rest);
            case "explain" -> explain(rest);
            default -> throw new WrongUse("Unknown command " + arguments.get(0));
        }
        return OK;
    }

    private void check(List<String> arguments) throws WrongUse, ConfigException, IOException {
        if (arguments.size() != 1) {
            throw new WrongUse("check takes one file");
        }
        GatewayConfig config = read(arguments.get(0));
        out.println("ok: " + config.routes().size() + " route(s), "
                + config.upstreams().size() + " upstream(s), "
                + config.issuers().size() + " issuer(s)");
    }

    private void explain(List<String> arguments) throws WrongUse, ConfigException, IOException {
        if (arguments.isEmpty()) {
            throw new WrongUse("explain takes a file and a description of a request");
        }
        DescribedRequest described = Description.of(arguments.subList(1, arguments.size()));
        OfflineExplanation.of(read(arguments.get(0)), described).forEach(out::println);
    }

    private GatewayConfig read(String file) throws WrongUse, ConfigException, IOException {
        try {
            ConfigSource source = ConfigSource.of(Path.of(file));
            return ConfigReader.read(source.name(), source.read(), values);
        } catch (NoSuchFileException | InvalidPathException missing) {
            throw new WrongUse("There is no file " + file);
        }
    }

    private static String usage() throws IOException {
        try (InputStream text = CommandLine.class.getResourceAsStream("usage.txt")) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
