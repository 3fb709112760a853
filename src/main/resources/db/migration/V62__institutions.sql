-- One hub for many institutions: whose inputs and cases are whose. Null: the hub's own institution.

alter table receipt add column institution text;
comment on column receipt.institution is 'credit code of the institution of its key or channel; null: the hub''s own';
create index receipt_of_institution on receipt (institution, id) where institution is not null;

alter table complaint add column institution text;
comment on column complaint.institution is 'credit code of the institution whose case it is; null: the hub''s own';
create index complaint_of_institution on complaint (institution, received_at, id) where institution is not null;
