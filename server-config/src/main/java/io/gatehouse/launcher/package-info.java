/**
 * What {@code bin/run} starts. {@link io.gatehouse.launcher.Main} reads the command line, prepares the data directory,
 * lets a {@code Plan} say which processes there shall be, and a {@code Run} starts, watches and stops them.
 * {@link io.gatehouse.launcher.LauncherWatch} is the part that lives in those processes.
 */
@NullMarked
package io.gatehouse.launcher;

import org.jspecify.annotations.NullMarked;
