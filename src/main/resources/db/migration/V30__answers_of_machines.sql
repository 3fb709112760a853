-- Events of machines' answers to mails, such as bounces: the case has them, the district is not given them.
alter table event add column by_machine boolean not null default false;
comment on column event.by_machine is 'true: the revision holds nothing new but what a machine answered';
