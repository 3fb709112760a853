-- An alarm that nobody acknowledged is raised again, step by step. Each step is a row of its own, with its own evidence.
alter table case_alarm add column step int not null default 0;
comment on column case_alarm.step is '0: the alarm itself; above: so many times raised again because nobody had acknowledged it';
alter table case_alarm drop constraint case_alarm_complaint_id_rule_cause_key;
alter table case_alarm add unique (complaint_id, rule, cause, step);
