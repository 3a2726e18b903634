-- What administrators look for among dead letters: those of one consumer, while another has left many.
create index dead_letter_of_topic on dead_letter (topic, number);
