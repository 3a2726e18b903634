package io.gatehouse.gateway.admin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes what came of every attempt into the log: all mistakes with their places, or what is different from now on. */
public final class ReloadLog implements Consumer<Attempt> {
    private static final Logger LOG = System.getLogger(ReloadLog.class.getName());

    private final String source;

    /** @param source the name of the file, as mistakes are reported with */
    public ReloadLog(String source) {
        this.source = source;
    }

    @Override
    public void accept(Attempt attempt) {
        attempt.mistakes().forEach(mistake -> LOG.log(Level.ERROR, () -> source + ":" + mistake));
        Level level = attempt.outcome().isGood() ? Level.INFO : Level.ERROR;
        LOG.log(level, () -> line(attempt));
    }

    private String line(Attempt attempt) {
        String because = " (" + attempt.by() + ")";
        return switch (attempt.outcome()) {
            case APPLIED -> "configuration " + source + " is at work" + because + changes(attempt);
            case CHECKED -> "configuration " + source + " was checked" + because + changes(attempt);
            case REFUSED ->
                "configuration " + source + " is refused" + because + ": it has "
                        + attempt.mistakes().size() + " mistake(s), listed above, the first "
                        + attempt.mistakes().get(0) + "; the one before stays at work";
            case UNREADABLE, UNUSABLE ->
                "configuration " + source + " cannot be used" + because + ": " + attempt.problem()
                        + "; the one before stays at work";
        };
    }

    private static String changes(Attempt attempt) {
        if (attempt.by().equals("start")) {
            return "";
        }
        return attempt.changes().isEmpty()
                ? ": no changes"
                : attempt.changes().stream().map(String::valueOf).collect(Collectors.joining(", ", ": ", ""));
    }
}
