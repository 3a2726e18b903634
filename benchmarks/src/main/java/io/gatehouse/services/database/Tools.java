package io.gatehouse.services.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of PostgreSQL.
 *
 * @param binaries the directory of postgres, initdb and pgbench
 * @param wrapper what comes before each command: PostgreSQL refuses to be run by root
 * @param libraries where libraries are that the system does not have
 */
public record Tools(Path binaries, List<String> wrapper, String libraries) {
    /** Not started; what it prints as an error goes where its output does. */
    ProcessBuilder program(String name, List<String> arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(binaries.resolve(name).toString());
        command.addAll(arguments);
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        if (!libraries.isEmpty()) {
            program.environment().put("LD_LIBRARY_PATH", libraries);
        }
        return program;
    }
}
