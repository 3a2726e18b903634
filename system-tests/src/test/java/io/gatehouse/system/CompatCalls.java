package io.gatehouse.system;

import java.util.List;

/** What clients of the five systems call, with the bodies that they send: tables for {@link Calls}. */
final class CompatCalls {
    static final String A_USERS = """
            nobody | POST /users | {"username":"ann-{run}","email":"ann-{run}@example.org","password":"{password}","full_name":"Ann"} | 201 | id->ann username="ann-{run}" email full_name="Ann" is_active=true created_at roles/0="user" !password !createdAt
            nobody | POST /users/ | {"username":"bob-{run}","email":"bob-{run}@example.org","password":"{password}","role":"admin"} | 201 | id->bob roles/0="user" !roles/1
            nobody | POST /users | {"username":"ann-{run}","email":"x-{run}@example.org","password":"{password}"} | 409 | detail code="USERNAME_TAKEN"
            nobody | POST /users | {"username":"eve-{run}"} | 400 | detail errors/0/field
            nobody | POST /auth/login | grant_type=password&username=ann-{run}&password={password}&scope=&client_id= | 200 | access_token->anna token_type="bearer" expires_in refresh_token
            nobody | POST /auth/login | {"username":"ann-{run}","password":"{password}"} | 200 | access_token token_type="bearer"
            nobody | POST /auth/login/ | {"email":"ann-{run}@example.org","password":"{password}"} | 200 | access_token token_type="bearer"
            nobody | POST /auth/token | username=ann-{run}&password={password} | 200 | access_token token_type="bearer"
            nobody | POST /auth/login | username=ann-{run}&password=wrong-{run} | 401 | detail
            nobody | POST /auth/login | username=a&username=b&password=c | 400 | detail
            nobody | POST /auth/verify | {"token":"{anna}"} | 200 | valid=true active=true user_id="{ann}" username="ann-{run}" roles/0="user"
            nobody | POST /auth/verify | {"token":"nonsense"} | 200 | valid=false active=false !user_id
            nobody | POST /auth/verify | {"token":7} | 400 | error
            nobody | GET /users | | 401 | detail
            anna | GET /users | | 403 | detail
            admin | GET /users/ | | 200 | 0/id 0/username 0/email 0/created_at !0/password
            admin | GET /users/{ann} | | 200 | username="ann-{run}"
            anna | GET /users/{ann} | | 200 | username="ann-{run}" full_name="Ann"
            anna | GET /users/{bob} | | 404 | detail
            anna | PUT /users/{ann} | {"full_name":"Anna","email":"anna-{run}@example.org"} | 200 | full_name="Anna" email="anna-{run}@example.org" username="ann-{run}"
            anna | PATCH /users/{ann} | {"full_name":"Annie"} | 200 | full_name="Annie" email="anna-{run}@example.org"
            anna | PUT /users/{ann} | {"role":"admin"} | 400 | errors/0/field="role"
            anna | PUT /users/{bob} | {"full_name":"Anna"} | 404 | detail
            anna | DELETE /users/{ann} | | 403 | detail
            admin | DELETE /users/{bob}/ | | 204 |
            admin | GET /users/{bob} | | 404 | detail
            """;

    static final String A_TASKS = """
            nobody | POST /users | {"username":"amy-{run}","email":"amy-{run}@example.org","password":"{password}"} | 201 | id
            nobody | POST /auth/login | {"username":"amy-{run}","password":"{password}"} | 200 | access_token->amy
            amy | POST /categories | {"name":"Garden"} | 201 | id->category name="Garden" created_at
            amy | GET /categories/ | | 200 | 0/id="{category}" 0/name="Garden"
            amy | PUT /categories/{category} | {"name":"Balcony"} | 200 | name="Balcony"
            amy | PATCH /categories/{category} | {"name":"Roof"} | 200 | name="Roof"
            amy | PUT /categories/{category} | {"name":"Balcony"} | 200 | name="Balcony"
            amy | GET /categories/{category} | | 200 | name="Balcony"
            amy | POST /tasks/ | {"title":"Water","description":"All","category_id":"{category}","due_date":"2026-01-02T18:00:00Z"} | 201 | id->task title="Water" status="pending" category_id="{category}" due_date="2026-01-02T18:00:00Z" created_at !dueAt
            amy | GET /tasks | | 200 | 0/id="{task}" 0/status="pending"
            amy | GET /tasks/{task} | | 200 | title="Water"
            amy | PUT /tasks/{task} | {"title":"Drown"} | 200 | title="Drown" description="All" category_id="{category}"
            amy | PATCH /tasks/{task} | {"description":"Some"} | 200 | title="Drown" description="Some"
            amy | POST /tasks/{task}/complete | | 200 | status="completed" completed_at
            amy | POST /tasks/{task}/complete | | 409 | detail
            amy | POST /tasks/{task}/reopen | | 200 | status="pending" !completed_at
            amy | PUT /tasks/{task}/complete | | 200 | status="completed"
            amy | POST /tasks/{task}/reopen | | 200 | status="pending"
            amy | PATCH /tasks/{task}/complete | | 200 | status="completed"
            amy | GET /notifications/ | | ~200 | 1/id 1/message 1/type 1/created_at
            amy | DELETE /tasks/{task} | | 204 |
            amy | GET /tasks/{task} | | 404 | detail
            amy | DELETE /categories/{category} | | 204 |
            amy | POST /tasks | {"title":""} | 400 | errors/0/field="title"
            nobody | GET /tasks | | 401 | detail
            nobody | POST /tasks | {"title":"x"} | 401 | detail
            nobody | GET /categories | | 401 | detail
            nobody | GET /notifications | | 401 | detail
            """;

    static final String A_NOTIFICATIONS = """
            nobody | POST /users | {"username":"aya-{run}","email":"aya-{run}@example.org","password":"{password}"} | 201 | id->aya
            nobody | POST /auth/login | {"username":"aya-{run}","password":"{password}"} | 200 | access_token->hers
            nobody | POST /users | {"username":"abe-{run}","email":"abe-{run}@example.org","password":"{password}"} | 201 | id
            nobody | POST /auth/login | {"username":"abe-{run}","password":"{password}"} | 200 | access_token->his
            admin | POST /notifications | {"user_id":"{aya}","message":"Closed"} | 201 | id->plain user_id="{aya}" title="Notification" message="Closed" type="Announcement" created_at !read_at !userId
            admin | POST /notifications/ | {"user_id":"{aya}","type":"email","channel":"email","title":"News","message":"Open"} | 201 | id->news title="News" message="Open" type="Announcement"
            admin | POST /notifications | {"user_id":"{aya}","subject":"Sale","message":"Half"} | 201 | title="Sale" subject="Sale"
            admin | POST /notifications | {"user_id":"{aya}","message":""} | 400 | detail errors/0/field="message"
            admin | POST /notifications | {"message":"Open"} | 400 | errors/0/field="userId"
            admin | POST /notifications | {"user_id":7,"message":"Open"} | 400 | errors/0/field="userId"
            admin | POST /notifications | {"user_id":"{aya}","message":"Open","is_read":true} | 400 | errors/0/field="is_read"
            his | POST /notifications | {"user_id":"{aya}","message":"Open"} | 403 | detail
            nobody | POST /notifications | {"user_id":"{aya}","message":"Open"} | 401 | detail
            hers | GET /notifications/ | | ~200 | 2/id 2/message 2/title 2/created_at
            hers | GET /notifications/{news} | | 200 | id="{news}" user_id="{aya}" title="News" message="Open"
            his | GET /notifications/{news} | | 404 | detail
            nobody | GET /notifications/{news} | | 401 | detail
            hers | POST /notifications/{news}/read | | 200 | read_at->seen
            hers | PUT /notifications/{news}/read | | 200 | read_at="{seen}"
            hers | PATCH /notifications/{news}/read | | 200 | read_at="{seen}"
            his | POST /notifications/{news}/read | | 404 | detail
            admin | POST /notifications/{news}/send | | ~202 | notification_id="{news}" status="pending" created_at
            admin | GET /api/notifications/{news}/mails | | ~200 | 0/status="SENT"
            hers | POST /notifications/{news}/send | | 403 | detail
            nobody | POST /notifications/{news}/send | | 401 | detail
            his | DELETE /notifications/{plain} | | 404 | detail
            nobody | DELETE /notifications/{plain} | | 401 | detail
            hers | DELETE /notifications/{plain} | | 204 |
            hers | GET /notifications/{plain} | | 404 | detail
            admin | DELETE /notifications/{news}/ | | 204 |
            admin | POST /notifications/{news}/send | | 404 | detail
            """;

    static final String B = """
            nobody | POST /api/users/users | {"username":"bea-{run}","email":"bea-{run}@example.org","password":"{password}"} | 201 | id->bea user_id="{bea}" username email created_at !password
            nobody | POST /api/users/login | {"username":"bea-{run}","password":"{password}"} | 200 | access_token->beatrice token="{beatrice}" token_type="bearer"
            nobody | POST /api/users/login | {"username":"bea-{run}","password":"wrong-{run}"} | 401 | detail
            beatrice | GET /api/users/users/{bea} | | 200 | id="{bea}" username="bea-{run}"
            beatrice | PUT /api/users/users/{bea} | {"email":"b-{run}@example.org"} | 200 | email="b-{run}@example.org" username="bea-{run}"
            beatrice | PATCH /api/users/users/{bea} | {"full_name":"Beatrice"} | 200 | full_name="Beatrice" email="b-{run}@example.org"
            beatrice | GET /api/users/users | | 403 | detail
            admin | GET /api/users/users/ | | 200 | 0/id 0/created_at
            admin | GET /proxy/users_service/users/ | | 200 | 0/username 0/created_at
            nobody | GET /proxy/users_service/users/ | | 401 | detail
            beatrice | GET /proxy/users_service/users/{bea} | | 200 | username="bea-{run}" created_at
            admin | POST /api/products/products | {"name":"Laptop","description":"14 inches","price":1200.00,"stock_quantity":50} | 201 | id->laptop name="Laptop" description price=1200.00 currency="EUR" stock_quantity=50 created_at
            admin | POST /api/products/products/ | {"name":"Pen","price":2,"stock_quantity":7} | 201 | price=2.00 stock_quantity=7
            admin | POST /api/products/products | {"name":"Tea","price":350,"currency":"JPY","stock_quantity":7} | 201 | price=350 currency="JPY"
            admin | POST /api/products/products | {"name":"Air","description":"none","stock_quantity":1} | 400 | detail errors/0/field="price.amount"
            admin | POST /api/products/products | {"name":"Air","price":-1.5,"stock_quantity":1} | 400 | errors/0/field="price.amount"
            nobody | POST /api/products/products | {"name":"Air","price":1.5,"stock_quantity":1} | 401 | detail
            beatrice | POST /api/products/products | {"name":"Air","price":1.5,"stock_quantity":1} | 403 | detail
            nobody | GET /api/products/products/{laptop} | | 200 | price=1200.00 stock_quantity=50
            nobody | GET /api/products/products/ | | 200 | 0/id 0/price 0/stock_quantity
            nobody | GET /proxy/products_service/products/{laptop} | | 200 | price=1200.00
            nobody | GET /proxy/products_service/products/ | | 200 | 0/id 0/price 0/stock_quantity
            nobody | GET /api/products/{laptop} | | 200 | price/amount="1200.00" stock=50 createdAt
            admin | PUT /api/products/products/{laptop} | {"name":"Notebook","description":"refurbished","price":1100.00,"stock_quantity":40} | 200 | id="{laptop}" name="Notebook" description="refurbished" price=1100.00 currency="EUR" stock_quantity=40 stock=40 created_at
            nobody | GET /api/products/products/{laptop} | | 200 | name="Notebook" price=1100.00 stock_quantity=40
            admin | PUT /api/products/products/{laptop} | {"price":999.5} | 200 | name="Notebook" price=999.50 stock_quantity=40
            admin | PUT /api/products/products/{laptop}/ | {"stock_quantity":0} | 200 | name="Notebook" price=999.50 stock_quantity=0
            admin | PATCH /api/products/products/{laptop} | {"description":"as-is"} | 200 | description="as-is" stock_quantity=0
            admin | PUT /api/products/products/{laptop} | {"stock_quantity":-1} | 400 | detail errors/0/field="stock"
            admin | PUT /api/products/products/{laptop} | {"stock_quantity":"many"} | 400 | errors/0/field="stock"
            admin | PUT /api/products/products/{laptop} | {"price":0} | 400 | errors/0/field="price.amount"
            admin | PUT /api/products/products/{laptop} | {"id":"{bea}"} | 400 | errors/0/field="id"
            admin | PUT /api/products/products/{bea} | {"name":"Nobody"} | 404 | detail
            beatrice | PUT /api/products/products/{laptop} | {"price":1} | 403 | detail
            nobody | PUT /api/products/products/{laptop} | {"price":1} | 401 | detail
            beatrice | DELETE /api/products/products/{laptop} | | 403 | detail
            nobody | DELETE /api/products/products/{laptop} | | 401 | detail
            nobody | GET /api/products/products/{laptop} | | 200 | price=999.50 stock_quantity=0
            admin | DELETE /api/products/products/{laptop} | | 204 |
            admin | DELETE /api/products/products/{laptop} | | 404 | detail
            nobody | GET /api/products/products/{laptop} | | 404 | detail
            admin | DELETE /api/users/users/{bea} | | 204 |
            """;

    static final String C = """
            nobody | POST /users/register | {"username":"cat-{run}","email":"cat-{run}@example.org","password":"{password}"} | 201 | id->cat user_id="{cat}" username created_at !password
            nobody | POST /users/login | {"email":"cat-{run}@example.org","password":"{password}"} | 200 | access_token->catherine token="{catherine}" token_type="bearer"
            catherine | GET /users/profile | | 200 | id="{cat}" username="cat-{run}" email created_at !password
            catherine | PUT /users/profile | {"full_name":"Catherine"} | 200 | full_name="Catherine" username="cat-{run}"
            catherine | PATCH /users/profile | {"full_name":"Cat"} | 200 | full_name="Cat" username="cat-{run}"
            nobody | GET /users/profile | | 401 | detail
            admin | POST /products | {"name":"Lamp","description":"warm","price":12.5,"stock":20} | 201 | id->lamp price=12.50 stock=20 stock_quantity=20
            nobody | GET /products/ | | 200 | 0/id 0/name 0/price 0/stock
            nobody | GET /products/{lamp} | | 200 | name="Lamp" price=12.50
            catherine | POST /products | {"name":"Lamp","price":12.5,"stock":20} | 403 | detail
            catherine | POST /orders | {"user_id":1,"product_id":"{lamp}","quantity":2,"total_price":0.01} | 201 | id->order status="pending" product_id="{lamp}" quantity=2 total=25.00 total_price=25.00 total_amount=25.00 currency="EUR" items/0/product_id="{lamp}" items/0/quantity=2 items/0/price=12.50 items/0/total=25.00 created_at !lines
            catherine | GET /orders/{order} | | ~200 | status="confirmed" total=25.00
            catherine | POST /orders/ | {"items":[{"product_id":"{lamp}","quantity":1,"price":0.01}]} | 201 | id->single total=12.50 items/0/quantity=1
            catherine | POST /orders | {"product_id":"{lamp}","quantity":1000} | 201 | id->big
            catherine | GET /orders/{big} | | ~200 | status="rejected" reason
            catherine | GET /orders | | 200 | 0/id 0/status 0/items/0/product_id 0/total 2/total
            catherine | GET /orders/{single} | | ~200 | status="confirmed"
            nobody | GET /products/{lamp} | | 200 | stock=17
            admin | PUT /products/{lamp} | {"name":"Lantern","description":"cold","price":20,"stock":5} | 200 | id="{lamp}" name="Lantern" description="cold" price=20.00 stock=5 stock_quantity=5
            admin | PATCH /products/{lamp} | {"price":21} | 200 | name="Lantern" price=21.00 stock=5
            catherine | PUT /products/{lamp} | {"price":1} | 403 | detail
            nobody | PUT /products/{lamp} | {"price":1} | 401 | detail
            catherine | GET /orders/{order} | | 200 | status="confirmed" total=25.00
            nobody | POST /orders/{order}/cancel | | 401 | detail
            catherine | POST /orders/{order}/cancel | | 200 | id="{order}" status="cancelled" reason total=25.00 items/0/product_id="{lamp}"
            catherine | PUT /orders/{order}/cancel/ | | 200 | status="cancelled"
            nobody | GET /products/{lamp} | | ~200 | stock=7
            catherine | GET /orders/{order}/history | | 200 | 0/status="pending" 0/at 1/status="confirmed" 2/status="cancelled" !3
            nobody | GET /orders/{order}/history | | 401 | detail
            catherine | POST /orders/{big}/cancel | | 409 | detail code="ORDER_FINAL"
            catherine | POST /orders/{lamp}/cancel | | 404 | detail
            catherine | DELETE /products/{lamp} | | 403 | detail
            admin | DELETE /products/{lamp} | | 204 |
            nobody | GET /products/{lamp} | | 404 | detail
            catherine | POST /orders | {"product_id":"{lamp}","quantity":1} | 422 | detail
            catherine | POST /orders | {"product_id":"{lamp}","quantity":0} | 400 | errors/0/field="lines[0].quantity"
            nobody | POST /orders | {"product_id":"{lamp}","quantity":1} | 401 | detail
            nobody | GET /orders | | 401 | detail
            """;

    static final String D = """
            nobody | POST /api/users | {"username":"dan-{run}","email":"dan-{run}@example.org","password":"{password}","full_name":"Dan"} | 201 | id->dan username created_at createdAt full_name="Dan" displayName="Dan" !password
            nobody | POST /api/login | {"username":"dan-{run}","password":"{password}"} | 200 | access_token->daniel token_type="bearer"
            nobody | POST /api/login | username=dan-{run}&password={password} | 200 | access_token token_type="bearer"
            nobody | POST /api/login | {"username":"dan-{run}","password":"wrong-{run}"} | 401 | detail
            nobody | POST /api/auth/login | {"username":"dan-{run}","password":"{password}"} | 200 | access_token token_type="Bearer" !token
            admin | GET /api/users | | 200 | 0/id 0/created_at 0/createdAt
            daniel | GET /api/users | | 403 | detail
            daniel | GET /api/users/{dan} | | 200 | username="dan-{run}" created_at createdAt
            daniel | GET /api/users/me | | 200 | username="dan-{run}" created_at createdAt
            daniel | PUT /api/users/{dan} | {"full_name":"Daniel"} | 200 | full_name="Daniel" username="dan-{run}"
            admin | POST /api/products | {"name":"Chair","price":{"amount":"99.90","currency":"EUR"},"stock":9} | 201 | id->chair price/amount="99.90"
            daniel | POST /api/orders | {"product_id":"{chair}","quantity":2} | 201 | id->order status="PLACED" product_id="{chair}" quantity=2 total_price=199.80 total/amount="199.80" items/0/product_id="{chair}" items/0/price=99.90 lines/0/productId="{chair}" created_at createdAt
            daniel | POST /api/orders | {"lines":[{"productId":"{chair}","quantity":1}]} | 201 | total/amount="99.90" lines/0/unitPrice/amount="99.90"
            daniel | GET /api/orders/{order} | | ~200 | status="CONFIRMED" total_amount=199.80
            daniel | GET /api/orders/ | | 200 | 0/id 0/created_at 1/items/0/product_id
            daniel | POST /api/orders/{order}/cancel | | 200 | id="{order}" status="CANCELLED" total_amount=199.80
            daniel | GET /api/orders/{order}/history | | 200 | 0/status="PLACED" 2/status="CANCELLED"
            daniel | POST /api/orders | {} | 400 | errors/0/field="lines"
            nobody | GET /api/orders | | 401 | detail
            daniel | DELETE /api/users/{dan} | | 403 | detail
            admin | DELETE /api/users/{dan} | | 204 |
            admin | GET /api/users/{dan} | | 404 | detail
            """;

    static final String E = """
            nobody | GET / | | 200 | message name="Gatehouse" version links/health="/health" links/stats="/gateway/stats"
            nobody | POST / | {} | 405 | detail
            nobody | GET /health | | ~200 | status="UP" services/users/status="UP" services/orders/status="UP"
            nobody | GET /gateway/stats | | 401 | detail
            admin | GET /gateway/stats | | 200 | uptimeSeconds totals/requests routes/e-welcome/requests upstreams/users/circuit
            nobody | POST /auth/register | {"username":"eli-{run}","email":"eli-{run}@example.org","password":"{password}"} | 201 | id->eli username created_at
            nobody | POST /auth/login | {"username":"eli-{run}","password":"{password}"} | 200 | access_token->elias refresh_token->first token_type="bearer"
            elias | GET /auth/me | | 200 | id="{eli}" username="eli-{run}"
            nobody | GET /auth/me | | 401 | detail
            nobody | POST /auth/refresh | {"refresh_token":"{first}"} | 200 | access_token->again refresh_token->second token_type="bearer"
            nobody | POST /auth/refresh | {"refresh_token":"{first}"} | 401 | detail
            nobody | POST /auth/verify | {"token":"{again}"} | 200 | valid=false
            nobody | POST /auth/login | {"username":"eli-{run}","password":"{password}"} | 200 | access_token->third refresh_token->its
            nobody | POST /auth/logout | {"refresh_token":"{its}"} | 204 |
            nobody | POST /auth/verify | {"token":"{third}"} | 200 | valid=false
            nobody | POST /auth/login | {"username":"eli-{run}","password":"{password}"} | 200 | access_token->fourth
            fourth | POST /auth/logout | | 204 |
            nobody | POST /auth/verify | {"token":"{fourth}"} | 200 | valid=false
            nobody | POST /auth/logout | | 401 | detail
            nobody | GET /nothing | | 404 | detail code="NO_ROUTE"
            """;

    static final List<String> ALL = List.of(A_USERS, A_TASKS, A_NOTIFICATIONS, B, C, D, E);

    private CompatCalls() {}
}
