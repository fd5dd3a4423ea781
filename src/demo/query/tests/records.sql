INSERT INTO "Profile" ("Id", "Name") VALUES ('00e000000000001AAA', 'Standard');
INSERT INTO "User" ("Id", "FirstName", "LastName", "ProfileId", "ManagerId", "Username", "IsActive") VALUES
  ('005000000000001AAA', 'Ada', 'One', '00e000000000001AAA', NULL, 'ada@example.com', 1),
  ('005000000000002AAA', NULL, 'Two', '00e000000000001AAA', '005000000000001AAA', 'two@example.com', 1);
INSERT INTO "Group" ("Id", "Name") VALUES ('00G000000000001EAA', 'Queue');
INSERT INTO "Account" ("Id", "Name", "Industry", "Type", "AnnualRevenue", "NumberOfEmployees", "OwnerId", "ParentId", "BillingCity", "BillingLatitude", "BillingLongitude", "CreatedDate", "IsDeleted") VALUES
  ('001000000000001AAA', 'Acme', 'Banking', 'Prospect', '1000.10', '12', '005000000000001AAA', NULL, 'Berlin', '52.5', '13.4', '2024-05-15T06:30:00.000Z', 0),
  ('001000000000002AAA', 'ACME Ünit', NULL, 'Other', '999999999999999999.0', '9', '005000000000002AAA', '001000000000001AAA', NULL, NULL, NULL, '2024-05-15T08:00:00.000Z', 0),
  ('001000000000003AAA', '100%_sure', 'Apparel', NULL, NULL, NULL, '005000000000001AAA', NULL, 'Paris', '48.8', '2.3', '2023-01-31T12:00:00.000Z', 0),
  ('001000000000004AAA', 'Deleted', 'Banking', NULL, '5.0', NULL, '005000000000001AAA', NULL, NULL, NULL, NULL, '2024-01-01T00:00:00.000Z', 1);
INSERT INTO "Contact" ("Id", "LastName", "AccountId", "OwnerId", "IsEmailBounced") VALUES
  ('003000000000001AAA', 'Ash', '001000000000001AAA', '005000000000001AAA', 0),
  ('003000000000002AAA', 'Beech', '001000000000001AAA', '005000000000001AAA', 1),
  ('003000000000003AAA', 'Cedar', '001000000000002AAA', '005000000000002AAA', 0),
  ('003000000000004AAA', 'Dogwood', NULL, '005000000000002AAA', 0);
INSERT INTO "Lead" ("Id", "FirstName", "LastName", "OwnerId") VALUES ('00Q000000000001EAA', 'Lea', 'Dee', '00G000000000001EAA');
INSERT INTO "Opportunity" ("Id", "Name", "AccountId", "StageName", "Amount", "CloseDate", "OwnerId") VALUES
  ('006000000000001AAA', 'One', '001000000000001AAA', 'Closed Won', '5.0', '2024-05-15', '005000000000001AAA'),
  ('006000000000002AAA', 'Two', '001000000000001AAA', 'Prospecting', '1.10', '2024-04-30', '005000000000001AAA'),
  ('006000000000003AAA', 'Three', '001000000000003AAA', 'Closed Won', NULL, '2023-12-31', '005000000000002AAA');
INSERT INTO "Case" ("Id", "CaseNumber", "ContactId", "AccountId", "OwnerId") VALUES
  ('500000000000001AAA', '00001001', '003000000000001AAA', '001000000000001AAA', '005000000000001AAA'),
  ('500000000000002AAA', '00001002', NULL, NULL, '00G000000000001EAA');
INSERT INTO "Task" ("Id", "Subject", "WhoId", "WhatId", "OwnerId", "IsArchived") VALUES
  ('00T000000000001EAA', 'Call', '003000000000001AAA', '001000000000001AAA', '005000000000001AAA', 0),
  ('00T000000000002EAA', 'Email', '00Q000000000001EAA', '006000000000001AAA', '005000000000002AAA', 0),
  ('00T000000000003EAA', 'Other', NULL, '500000000000001AAA', '005000000000002AAA', 0),
  ('00T000000000004EAA', 'Old', NULL, NULL, '005000000000002AAA', 1);
INSERT INTO "Invoice__c" ("Id", "Name", "Channels__c", "Paid__c", "Amount__c", "TaxRate__c", "Reference__c", "Terms__c", "Iban__c", "Warehouse__Latitude__s", "Warehouse__Longitude__s", "Account__c") VALUES
  ('a00000000000001AAA', 'INV-1', 'Email;Post', 1, '1.10', '19.00', 'abc', 'long', 'DE00 1234', '52.5', '13.4', '001000000000001AAA'),
  ('a00000000000002AAA', 'INV-2', 'Portal', 0, '20.0', NULL, 'ABC', NULL, NULL, '48.8', '2.3', NULL),
  ('a00000000000003AAA', 'INV-3', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "InvoiceLine__c" ("Id", "Name", "Invoice__c", "Quantity__c", "UnitPrice__c") VALUES
  ('a01000000000001AAA', 'L1', 'a00000000000001AAA', '2.0', '0.55'),
  ('a01000000000002AAA', 'L2', 'a00000000000001AAA', '1.0', '3.0');
INSERT INTO "ContentDocument" ("Id", "Title", "PublishStatus", "OwnerId") VALUES ('069000000000001AAA', 'Paper', 'P', '005000000000001AAA');
INSERT INTO "ContentVersion" ("Id", "Title", "ContentDocumentId", "VersionData") VALUES
  ('068000000000001AAA', 'Paper', '069000000000001AAA', 'aGk='),
  ('068000000000002AAA', 'Empty', '069000000000001AAA', NULL);
INSERT INTO "ApexClass" ("Id", "Name") VALUES ('01p000000000001AAA', 'Echo');
