package io.gatehouse.kernel.paging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows belong to a list: conditions in JPQL about an alias {@code e}, and their parameters. The conditions are
 * ours alone; what a client says is only ever a parameter.
 */
public final class Selection {
    private final List<String> conditions;
    private final Map<String, Object> parameters;

    private Selection(List<String> conditions, Map<String, Object> parameters) {
        this.conditions = conditions;
        this.parameters = parameters;
    }

    /** All rows. */
    public static Selection all() {
        return new Selection(List.of(), Map.of());
    }

    /**
     * Those of which one condition is true.
     *
     * @param condition for example {@code e.ownerId = :owner}
     * @param parameter its parameter's name
     */
    public static Selection where(String condition, String parameter, Object value) {
        return all().and(condition, parameter, value);
    }

    /** Those of which one condition without a parameter is true. */
    public static Selection where(String condition) {
        return all().and(condition);
    }

    /** Those of which this condition without a parameter is true as well. */
    public Selection and(String condition) {
        List<String> more = new ArrayList<>(conditions);
        more.add("(" + condition + ")");
        return new Selection(more, parameters);
    }

    /** Those of which this condition is true as well. */
    public Selection and(String condition, String parameter, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(parameters);
        values.put(parameter, Objects.requireNonNull(value, parameter));
        return new Selection(and(condition).conditions, values);
    }

    /** The same, or no condition when there is no value: for the filters that a client may leave out. */
    public Selection andIfGiven(String condition, String parameter, @Nullable Object value) {
        return value == null ? this : and(condition, parameter, value);
    }

    /**
     * What a text is {@code like … escape '!'} that begins so, whatever else the characters of a beginning mean in a
     * pattern; null for none.
     */
    public static @Nullable String beginning(@Nullable String text) {
        return text == null ? null : text.replaceAll("([!%_])", "!$1") + "%";
    }

    List<String> conditions() {
        return conditions;
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
