package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls that are written as a table: who | method and path | body | status | members of the answer. Who is nobody, or a variable with a
 * token. A body that is no JSON is a form. A status with ~ is waited for, and so are the members.
 *
 * <p>Of the members, as places in the document: {@code name} is there, {@code !name} is not, {@code name=value} has the value, and
 * {@code name->x} becomes the variable {@code {x}}.
 */
final class Calls {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    private final Product product;
    private final Map<String, String> variables = new HashMap<>();

    private record Call(String who, String method, String path, String body, String status, List<String> members) {}

    Calls(Product product) {
        this.product = product;
        variables.put("run", UUID.randomUUID().toString());
        variables.put("password", Client.PASSWORD);
        variables.put("admin", Client.administrator(product).token());
    }

    void run(String table) {
        List<String> rows = table.lines().filter(row -> !row.isBlank()).toList();
        assertThat(rows).isNotEmpty();
        rows.forEach(row -> run(call(row), row));
    }

    private Call call(String row) {
        String[] cells = row.split("\\|", -1);
        assertThat(cells).as(row).hasSize(5);
        String[] line = filled(cells[1].strip()).split(" ", 2);
        return new Call(
                cells[0].strip(),
                line[0],
                line[1],
                filled(cells[2].strip()),
                cells[3].strip(),
                Arrays.stream(cells[4].strip().split(" +", -1))
                        .filter(member -> !member.isEmpty())
                        .toList());
    }

    private void run(Call call, String row) {
        boolean waits = call.status.startsWith("~");
        int status = Integer.parseInt(call.status.replace("~", ""));
        Answer answer = waits
                ? Client.eventually(
                        () -> send(call),
                        given -> given.status() == status
                                && call.members.stream().allMatch(one -> holds(one, given)))
                : send(call);

        assertThat(answer.status()).as("%s%n%s", row, answer).isEqualTo(status);
        call.members.stream().filter(member -> member.contains("->")).forEach(member -> {
            String[] parts = member.split("->", 2);
            variables.put(parts[1], at(answer, parts[0]).asText());
        });
        assertThat(call.members)
                .as("%s%n%s", row, answer)
                .allSatisfy(member -> assertThat(holds(member, answer)).isTrue());
    }

    private Answer send(Call call) {
        Client anonymous = Client.anonymous(product);
        Client client = call.who.equals("nobody") ? anonymous : anonymous.withToken(variables.get(call.who));
        return call.body.isEmpty()
                ? client.send(call.method, call.path, "", "Accept", "application/json")
                : client.send(call.method, call.path, call.body, "Content-Type", type(call.body));
    }

    private static String type(String body) {
        return body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    }

    private boolean holds(String member, Answer answer) {
        if (member.startsWith("!")) {
            return at(answer, member.substring(1)).isMissingNode();
        }
        String[] parts = member.split("->|=", 2);
        JsonNode node = at(answer, parts[0]);
        if (parts.length == 1 || member.contains("->")) {
            return !node.isMissingNode() && !node.isNull();
        }
        return isSame(node, filled(parts[1]));
    }

    private static JsonNode at(Answer answer, String place) {
        return answer.json().at("/" + place);
    }

    private static boolean isSame(JsonNode node, String json) {
        return node.isNumber()
                ? node.decimalValue().compareTo(new BigDecimal(json)) == 0
                : node.toString().equals(json);
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(variables.get(found.group(1))));
    }
}
