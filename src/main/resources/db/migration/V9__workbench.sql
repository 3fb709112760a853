-- Edited copies of inputs that waited for a person. Original and copy are receipts of their own and keep their bytes.
create table receipt_edit (
  receipt_id   bigint       primary key,
  edited_from  bigint       not null,
  held_id      bigint       not null,
  at           timestamptz  not null,
  edited_by    text         not null,
  reason       text         not null
);
create index receipt_edit_by_original on receipt_edit (edited_from);
comment on column receipt_edit.receipt_id is 'the copy; it carries the number of the original';
comment on column receipt_edit.held_id is 'what waited when the copy was made; held.release is then edited';
