-- Several hubs may share one database. Each keeps a history of its own, and a start ends only its own open lines.
alter table applied add column hub text not null default '';
comment on column applied.hub is 'name of the hub whose route it is; empty in lines of a hub that did not write it yet';
