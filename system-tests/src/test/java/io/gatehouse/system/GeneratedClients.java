package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.client.ApiClient;
import io.gatehouse.client.ApiResponse;
import io.gatehouse.client.notifications.NotificationView;
import io.gatehouse.client.notifications.NotificationsApi;
import io.gatehouse.client.orders.NewOrder;
import io.gatehouse.client.orders.NewOrderLine;
import io.gatehouse.client.orders.OrderStatus;
import io.gatehouse.client.orders.OrderView;
import io.gatehouse.client.orders.OrdersApi;
import io.gatehouse.client.products.NewPrice;
import io.gatehouse.client.products.NewProduct;
import io.gatehouse.client.products.ProductChangePatch;
import io.gatehouse.client.products.ProductView;
import io.gatehouse.client.products.ProductsApi;
import io.gatehouse.client.products.StockContent;
import io.gatehouse.client.tasks.CategoriesApi;
import io.gatehouse.client.tasks.CategoryContent;
import io.gatehouse.client.tasks.Status;
import io.gatehouse.client.tasks.TaskContent;
import io.gatehouse.client.tasks.TaskContentPatch;
import io.gatehouse.client.tasks.TaskView;
import io.gatehouse.client.tasks.TasksApi;
import io.gatehouse.client.users.ProfilePatch;
import io.gatehouse.client.users.UserView;
import io.gatehouse.client.users.UsersApi;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who has a generated client needs nothing else: what users do, from their profile to being told. */
interface GeneratedClients {
    Product product();

    @Test
    default void aProfileIsReadAndChangedInTheVersionThatWasRead() throws Exception {
        UsersApi users = new UsersApi(new Generated(product()).newUser());

        ApiResponse<UserView> read = users.profileReadWithHttpInfo(null);
        String etag = Generated.header(read, "ETag");
        UserView changed =
                users.profilePatch(new ProfilePatch().displayName("Anna").locale(null), etag);

        assertThat(read.getData().getLocale()).isEqualTo("de-AT");
        assertThat(changed).isEqualTo(read.getData().displayName("Anna").locale(null));
        assertThat(users.userRead(changed.getId(), null)).isEqualTo(changed);
        assertThat(Generated.problem(
                                io.gatehouse.client.users.Problem.class,
                                412,
                                () -> users.profilePatch(new ProfilePatch().displayName("Eve"), etag))
                        .getCode())
                .isEqualTo("PRECONDITION_FAILED");
        String now = Generated.header(users.profileReadWithHttpInfo(etag), "ETag");
        Generated.refusal(304, () -> users.profileRead(now));
    }

    @Test
    default void whatAnAdministratorSellsIsOrderedOnceAndConfirmed() throws Exception {
        Generated generated = new Generated(product());
        ProductsApi shop = new ProductsApi(generated.administrator());
        OrdersApi orders = new OrdersApi(generated.newUser());

        ProductView lamp = shop.productsCreate(
                new NewProduct()
                        .name("Lamp " + UUID.randomUUID())
                        .price(new NewPrice().amount("12.50"))
                        .stock(0),
                UUID.randomUUID().toString());
        shop.stockSet(lamp.getId(), new StockContent().stock(5), "*");
        ProductView cheaper =
                shop.productsPatch(lamp.getId(), new ProductChangePatch().price(new NewPrice().amount("10.00")), "*");
        NewOrder order = new NewOrder()
                .addLinesItem(new NewOrderLine().productId(lamp.getId()).quantity(2));
        String key = UUID.randomUUID().toString();
        OrderView placed = orders.ordersCreate(order, key);
        ApiResponse<OrderView> again = orders.ordersCreateWithHttpInfo(order, key);
        OrderView decided = Generated.eventually(
                () -> orders.ordersRead(placed.getId(), null), answer -> answer.getStatus() != OrderStatus.PLACED);

        assertThat(cheaper.getStock()).isEqualTo(5);
        assertThat(again.getData()).isEqualTo(placed);
        assertThat(Generated.header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(decided.getStatus()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(decided.getTotal().getAmount()).isEqualTo("20.00");
        assertThat(orders.ordersHistory(placed.getId(), null)).hasSize(2);
        assertThat(orders.ordersList(
                        null, placed.getCreatedAt(), 1, "-createdAt", OrderStatus.CONFIRMED, null, placed.getUserId()))
                .containsExactly(decided);
    }

    @Test
    default void aListIsReadInPagesAndFiltered() throws Exception {
        ProductsApi shop = new ProductsApi(new Generated(product()).administrator());
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        NewProduct chair = new NewProduct().price(new NewPrice().amount("1.00")).stock(1);
        ProductView second = shop.productsCreate(chair.name(word + " b"), null);
        ProductView first = shop.productsCreate(chair.name(word + " a"), null);

        ApiResponse<List<ProductView>> page =
                shop.productsListWithHttpInfo(null, null, "EUR", true, 1, "1.00", "0.99", word, "name");
        String after = Generated.header(page, "Link").replaceAll(".*[?&]after=([^&>]*).*", "$1");
        List<ProductView> rest = shop.productsList(after, null, "EUR", true, 1, "1.00", "0.99", word, "name");

        assertThat(page.getData()).containsExactly(first);
        assertThat(rest).containsExactly(second);
        assertThat(shop.productsPrices(
                        List.of(first.getId().toString(), second.getId().toString())))
                .hasSize(2);
    }

    @Test
    default void aTaskIsPatchedInTheVersionThatWasReadCompletedAndTold() throws Exception {
        ApiClient client = new Generated(product()).newUser();
        TasksApi tasks = new TasksApi(client);
        NotificationsApi notifications = new NotificationsApi(client);
        OffsetDateTime due = OffsetDateTime.of(2026, 1, 2, 18, 0, 0, 0, ZoneOffset.ofHours(1));

        ApiResponse<TaskView> created = tasks.tasksCreateWithHttpInfo(
                new TaskContent().title("Write").description("Soon").dueAt(due), null);
        UUID id = created.getData().getId();
        UUID home = new CategoriesApi(client)
                .categoriesCreate(new CategoryContent().name("Home"), null)
                .getId();
        TaskView patched = tasks.tasksPatch(
                id,
                new TaskContentPatch().title("Read").description(null).categoryId(home),
                Generated.header(created, "ETag"));
        TaskView completed = tasks.tasksComplete(id, null);
        List<NotificationView> told = Generated.eventually(
                () -> notifications.notificationsList(null, 10, "-createdAt", "TaskCompleted", true),
                list -> !list.isEmpty());

        assertThat(patched.getTitle()).isEqualTo("Read");
        assertThat(patched.getDescription()).isNull();
        assertThat(patched.getCategoryId()).isEqualTo(home);
        assertThat(patched.getDueAt()).isAtSameInstantAs(due);
        assertThat(completed.getStatus()).isEqualTo(Status.COMPLETED);
        assertThat(tasks.tasksList(null, home, due.plusSeconds(1), due, 10, "dueAt", Status.COMPLETED))
                .containsExactly(completed);
        assertThat(told).singleElement().extracting(NotificationView::getReadAt).isNull();
        assertThat(notifications
                        .notificationsMarkRead(told.get(0).getId(), null)
                        .getReadAt())
                .isNotNull();
        assertThat(notifications.notificationsList(null, null, null, "TaskCompleted", true))
                .isEmpty();
        tasks.tasksDelete(id, "*");
        assertThat(Generated.problem(io.gatehouse.client.tasks.Problem.class, 404, () -> tasks.tasksRead(id, null))
                        .getCode())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    default void whatIsWrongWithARequestIsNamed() throws Exception {
        ProductsApi shop = new ProductsApi(new Generated(product()).administrator());
        NewProduct wrong =
                new NewProduct().name(" ").price(new NewPrice().amount("1.00")).stock(-1);

        io.gatehouse.client.products.Problem problem = Generated.problem(
                io.gatehouse.client.products.Problem.class, 400, () -> shop.productsCreate(wrong, null));

        assertThat(problem.getCode()).isEqualTo("VALIDATION_FAILED");
        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getErrors())
                .extracting(io.gatehouse.client.products.FieldError::getField)
                .containsExactlyInAnyOrder("name", "stock");
        assertThat(problem.getErrors())
                .extracting(io.gatehouse.client.products.FieldError::getRule)
                .containsExactlyInAnyOrder("NotBlank", "Min");
    }
}
