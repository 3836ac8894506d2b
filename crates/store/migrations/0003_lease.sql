-- Which taking of a job it is: whoever took it before it was planned anew, or taken over, ends nothing any more.
alter table job add column lease bigint not null default 0;
