-- A channel that a person stopped stays stopped over a restart.

alter table channel_state add column stopped_at timestamptz;
alter table channel_state add column stopped_by text;
comment on column channel_state.stopped_by is 'name of the key that stopped the channel; null: nobody did, or it was started again';
