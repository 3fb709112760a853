-- The feed looks for the latest event of a warning; there are few of them among all events.
create index event_of_warning on event ((about #>> '{warning,id}'), feed_no) where type = 'warning.changed';
