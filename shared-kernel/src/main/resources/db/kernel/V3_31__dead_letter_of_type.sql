-- What administrators look for among dead letters: a consumer that is broken may leave many of one type.
create index dead_letter_of_type on dead_letter (type, number);
