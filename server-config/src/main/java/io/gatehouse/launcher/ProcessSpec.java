package io.gatehouse.launcher;

import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param name of its log file
 * @param environment added to ours; secrets go this way and no other
 */
record ProcessSpec(String name, List<String> command, Map<String, String> environment) {

    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return name + command;
    }
}
