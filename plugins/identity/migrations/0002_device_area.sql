-- Where a device stands: what it may read of the broker follows from it.
ALTER TABLE identity_device ADD COLUMN area TEXT NOT NULL DEFAULT '';
