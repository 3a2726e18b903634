package io.gatehouse.services.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final String PRODUCT = "11111111-1111-1111-1111-111111111111";
    private static final String ORDER = "22222222-2222-2222-2222-222222222222";
    private static final String EVENT = "33333333-3333-3333-3333-333333333333";
    private static final Schemas SCHEMAS = new Schemas(
            Map.of("orders", Set.of("audit_event", "outbox", "customer_order"), "products", Set.of("product")));

    @Test
    void aReadAsksForAnotherProductEachTime() {
        Transaction read = transaction(sent("products", "select p.id from product p where p.id=$1", quoted(PRODUCT)));

        Script script = Script.of(List.of(read), Map.of(PRODUCT, "md5(:number::text)::uuid"), 1_000, SCHEMAS);

        assertThat(script).isEqualTo(new Script("""
                        \\set number random(1, 1000)
                        select md5(:number::text)::uuid as known0 \\gset
                        select p.id from products.product p where p.id=:known0;
                        """, 1));
    }

    @Test
    void anOrderHasAnIdOfItsOwnEachTimeAndItsEventIsTakenFromTheOutboxAgain() {
        Transaction place = transaction(
                sent("orders", "insert into customer_order (status,id) values ($1,$2)", "'PLACED'", quoted(ORDER)),
                sent("orders", "insert into outbox (document, event_id) values ($1,$2)", "'{}'", quoted(EVENT)));
        Transaction relay = transaction(
                sent("orders", "select o.id from outbox o where o.subject not in (select w.subject from outbox w)"),
                sent("orders", "delete from outbox oe1_0 where oe1_0.id in ($1)", "'17'"));

        Script script = Script.of(List.of(place, relay), Map.of(), 1, SCHEMAS);

        assertThat(script.text()).isEqualTo("""
                        select gen_random_uuid() as new0, gen_random_uuid() as new1 \\gset
                        begin;
                        insert into orders.customer_order (status,id) values ('PLACED',:new0);
                        insert into orders.outbox (document, event_id) values ('{}',:new1);
                        commit;
                        begin;
                        select o.id from orders.outbox o where o.subject not in (select w.subject from orders.outbox w);
                        delete from orders.outbox where event_id in (:new1);
                        commit;
                        """);
        assertThat(script.statements()).isEqualTo(4);
    }

    @Test
    void whatWasAskedForBeforeItIsInsertedIsNotNew() {
        Transaction login = transaction(
                sent("users", "select u from account u where id=$1", quoted(PRODUCT)),
                sent("users", "insert into login_session (id,user_id) values ($1,$2)", quoted(ORDER), quoted(PRODUCT)));

        assertThat(Script.of(List.of(login), Map.of(), 1, SCHEMAS).text())
                .contains("where id='" + PRODUCT + "'", "values (:new0,'" + PRODUCT + "')");
    }

    /** The second of two orders of one product would else find its number taken. */
    @Test
    void eventsOfASubjectThatIsTheSameEachTimeHaveOtherNumbers() {
        Transaction take = transaction(
                sent("orders", "select max(a.sequence_number) from audit_event a where a.subject=$1", quoted(PRODUCT)),
                audit("41", EVENT),
                audit("42", ORDER));

        assertThat(Script.of(List.of(take), Map.of(), 1, SCHEMAS).text()).isEqualTo("""
                        \\set sequence random(1, 4611686018427387903)
                        select gen_random_uuid() as new0, gen_random_uuid() as new1 \\gset
                        begin;
                        select max(a.sequence_number) from orders.audit_event a where a.subject='%s';
                        insert into orders.audit_event (event_id,sequence_number) values (:new0,:sequence::bigint + 0);
                        insert into orders.audit_event (event_id,sequence_number) values (:new1,:sequence::bigint + 1);
                        commit;
                        """.formatted(PRODUCT));
    }

    @Test
    void hashesThatAreInsertedAreMadeAnewToo() {
        String hash = "'" + "0a".repeat(32) + "'";
        Transaction login = transaction(sent("users", "insert into refresh_token (hash) values ($1)", hash));

        assertThat(Script.of(List.of(login), Map.of(), 1, SCHEMAS).text())
                .startsWith("select encode(sha256(")
                .endsWith("insert into refresh_token (hash) values (:new0);\n");
    }

    @Test
    void aPositionInATraceStandsAsItIs() {
        String position = "'00-" + "0a".repeat(16) + "-" + "0b".repeat(8) + "-01'";
        Transaction event = transaction(sent("users", "insert into t (traceparent) values ($1)", position));

        assertThat(Script.of(List.of(event), Map.of(), 1, SCHEMAS).text())
                .isEqualTo("insert into t (traceparent) values (" + position + ");\n");
    }

    /** pgbench puts its variables even into literals. */
    @Test
    void aLiteralHasNothingThatLooksLikeAVariable() {
        Transaction event = transaction(
                sent("orders", "insert into t values ($1,$2)", "'{\"paid\":true,\"at\":\"12:30:00\"}'", "'$1 \\ :x'"));

        assertThat(Script.of(List.of(event), Map.of(), 1, SCHEMAS).text())
                .isEqualTo("insert into t values ('{\"paid\":' || 'true,\"at\":\"12:30:00\"}','$1 \\ :' || 'x');\n");
    }

    @Test
    void onlyTablesOfTheServiceGetItsSchema() {
        assertThat(SCHEMAS.qualified("orders", "Update customer_order set a=1 where b in (select x from product)"))
                .isEqualTo("Update orders.customer_order set a=1 where b in (select x from product)");
        assertThat(SCHEMAS.qualified("orders", "select 1 from outbox for update skip locked"))
                .isEqualTo("select 1 from orders.outbox for update skip locked");
    }

    private static Transaction transaction(Statement... statements) {
        return new Transaction(List.of(statements));
    }

    private static Statement audit(String number, String event) {
        return sent(
                "orders",
                "insert into audit_event (event_id,sequence_number) values ($1,$2)",
                quoted(event),
                quoted(number));
    }

    private static Statement sent(String service, String text, String... values) {
        return new Statement(service, 1, text, List.of(values));
    }

    private static String quoted(String id) {
        return "'" + id + "'";
    }
}
