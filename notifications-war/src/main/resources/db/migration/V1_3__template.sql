create table template (
    id uuid primary key,
    event_type varchar(64) not null,
    locale varchar(35) not null,
    channel varchar(16) not null,
    subject varchar(200) not null,
    text varchar(4000) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null,
    constraint template_key unique (event_type, locale, channel)
);

create index template_of_all on template (created_at desc, id desc);

insert into template (id, event_type, locale, channel, subject, text, created_at, version) values
('7d3a0000-0000-4000-8000-000000000001', 'UserRegistered', 'en', 'IN_APP', 'Welcome', 'Welcome, {username}.', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000002', 'UserRegistered', 'en', 'EMAIL', 'Welcome, {username}',
'Hello {username},

your account is ready.
', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000003', 'OrderConfirmed', 'en', 'IN_APP', 'Order confirmed',
'Order {orderId} is confirmed: {amount} {currency}.', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000004', 'OrderConfirmed', 'en', 'EMAIL', 'Your order is confirmed',
'Your order {orderId} is confirmed.

Total: {amount} {currency}
', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000005', 'OrderRejected', 'en', 'IN_APP', 'Order rejected',
'Order {orderId} was rejected: {reason}.', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000006', 'OrderRejected', 'en', 'EMAIL', 'Your order was rejected',
'Your order {orderId} was rejected: {reason}.
', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000007', 'OrderCancelled', 'en', 'IN_APP', 'Order cancelled',
'Order {orderId} was cancelled: {reason}.', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000008', 'OrderCancelled', 'en', 'EMAIL', 'Your order was cancelled',
'Your order {orderId} was cancelled: {reason}.
', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000009', 'OrderTimedOut', 'en', 'IN_APP', 'Order timed out',
'Order {orderId} could not be confirmed in time.', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000010', 'OrderTimedOut', 'en', 'EMAIL', 'Your order timed out',
'Your order {orderId} could not be confirmed in time. Nothing was sold; please order again.
', current_timestamp, 0),
('7d3a0000-0000-4000-8000-000000000011', 'TaskCompleted', 'en', 'IN_APP', 'Task completed',
'Task completed: {title}.', current_timestamp, 0);
