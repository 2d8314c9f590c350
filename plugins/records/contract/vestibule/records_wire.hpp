#pragma once
// The person behind a record, as told and as asked for. What identifies anybody is Private: it stands in requests and in the
// answers to queries, never in an event, a command's reply or the journal. Fields are only ever added, as std::optional.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/id.hpp>
#include <vestibule/instant.hpp>
#include <vestibule/json.hpp>
#include <vestibule/private.hpp>

namespace vestibule::records {

struct Patient;
struct Visit;
struct HistoryItem;
struct Document;
using PatientId = Id<Patient>;
using VisitId = Id<Visit>;
using ItemId = Id<HistoryItem>;
using DocumentId = Id<Document>;

using Text = Private<std::string>;
using MaybeText = std::optional<Text>;
using Date = std::chrono::year_month_day;
using MaybeDate = std::optional<Private<Date>>;

enum class Sex { female, male, other, unknown };
BOOST_DESCRIBE_ENUM(Sex, female, male, other, unknown)
enum class NameUse { official, birth, nickname, transliterated };
BOOST_DESCRIBE_ENUM(NameUse, official, birth, nickname, transliterated)
enum class ContactKind { phone, mobile, email };
BOOST_DESCRIBE_ENUM(ContactKind, phone, mobile, email)
enum class VisitState { planned, open, closed, missed, cancelled };
BOOST_DESCRIBE_ENUM(VisitState, planned, open, closed, missed, cancelled)
/// `incomplete`: the kiosk took what it could, a clerk completes it. `merged`: another record counts.
enum class RecordState { complete, incomplete, merged, erased };
BOOST_DESCRIBE_ENUM(RecordState, complete, incomplete, merged, erased)

/// A number somebody gave the patient: `kind` "national", "passport", "insurance", "hospital" ...; `issuer` who gave it, "ES", "AOK".
struct Identifier {
  std::string kind;
  std::optional<std::string> issuer;
  Text value;
};
BOOST_DESCRIBE_STRUCT(Identifier, (), (kind, issuer, value))

struct PersonName {
  std::optional<NameUse> use;  ///< absent: official
  MaybeText family, given;     ///< one of them at least
};
BOOST_DESCRIBE_STRUCT(PersonName, (), (use, family, given))

struct Contact {
  ContactKind kind{};
  Text value;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (kind, value))

struct Address {
  MaybeText street, city, postal_code;
  std::optional<std::string> country;  ///< ISO 3166 two letters
};
BOOST_DESCRIBE_STRUCT(Address, (), (street, city, postal_code, country))

struct NextOfKin {
  Text name;
  MaybeText relation, contact;
};
BOOST_DESCRIBE_STRUCT(NextOfKin, (), (name, relation, contact))

/// Who somebody is: at most 8 identifiers, names and contacts each, 5 next of kin.
struct Person {
  std::vector<Identifier> identifiers;
  std::vector<PersonName> names;
  MaybeDate birth_date;
  std::optional<Private<Sex>> sex;
  std::vector<Contact> contacts;
  std::optional<Address> address;
  std::optional<std::string> language;  ///< "de"
  std::vector<std::string> needs;       ///< "wheelchair", "interpreter": as the queue's
  std::vector<NextOfKin> next_of_kin;
};
BOOST_DESCRIBE_STRUCT(Person, (), (identifiers, names, birth_date, sex, contacts, address, language, needs, next_of_kin))

// ---- command records.register

struct Register {
  Person person;
  std::optional<bool> incomplete;  ///< true: to be completed later
};
BOOST_DESCRIBE_STRUCT(Register, (), (person, incomplete))

enum class Reason { same_identifier, other_identifier, same_birth_date, close_birth_date, same_name, close_name, same_sex, other_sex, same_contact };
BOOST_DESCRIBE_ENUM(Reason, same_identifier, other_identifier, same_birth_date, close_birth_date, same_name, close_name, same_sex, other_sex, same_contact)

/// Perhaps the same person. `score` up to 100.
struct Likeness {
  PatientId patient;
  int score = 0;
  std::vector<Reason> reasons;
};
BOOST_DESCRIBE_STRUCT(Likeness, (), (patient, score, reasons))

struct Registered {
  PatientId patient;
  std::vector<Likeness> duplicates;  ///< look at these before going on: the likeliest first
};
BOOST_DESCRIBE_STRUCT(Registered, (), (patient, duplicates))

// ---- command records.amend: what stands here replaces what was there; what is absent stays

struct Amend {
  PatientId patient;
  std::optional<int> revision;  ///< of the record that was looked at: a conflict if it has changed since
  std::optional<bool> complete;
  std::optional<std::vector<Identifier>> identifiers;
  std::optional<std::vector<PersonName>> names;
  MaybeDate birth_date;
  std::optional<Private<Sex>> sex;
  std::optional<std::vector<Contact>> contacts;
  std::optional<Address> address;
  std::optional<std::string> language;
  std::optional<std::vector<std::string>> needs;
  std::optional<std::vector<NextOfKin>> next_of_kin;
};
BOOST_DESCRIBE_STRUCT(Amend, (), (patient, revision, complete, identifiers, names, birth_date, sex, contacts, address, language, needs, next_of_kin))

struct Amended {
  int revision = 0;
  std::vector<std::string> changed;  ///< the fields, not what stands in them
};
BOOST_DESCRIBE_STRUCT(Amended, (), (revision, changed))

// ---- commands records.merge, records.unmerge, records.erase, records.restrict, records.record_consent

struct Merge {
  PatientId keep, merge;
  std::string reason;  ///< a word, for the journal: "same_identifier", "asked_patient"
};
BOOST_DESCRIBE_STRUCT(Merge, (), (keep, merge, reason))

struct Unmerge {
  PatientId patient;  ///< the one that was merged away
  std::string reason;  ///< a word: "twins"
};
BOOST_DESCRIBE_STRUCT(Unmerge, (), (patient, reason))

struct Erase {
  PatientId patient;
  std::string ground;  ///< "request", "retention", "error"
};
BOOST_DESCRIBE_STRUCT(Erase, (), (patient, ground))

struct Restrict {
  PatientId patient;
  bool restricted = true;  ///< only those who look after the patient
};
BOOST_DESCRIBE_STRUCT(Restrict, (), (patient, restricted))

struct RecordConsent {
  PatientId patient;
  std::string what;  ///< "treatment", "research", "name_on_screen"
  bool given = true;
};
BOOST_DESCRIBE_STRUCT(RecordConsent, (), (patient, what, given))

// ---- queries about one patient

struct PatientAsked {
  PatientId patient;
};
BOOST_DESCRIBE_STRUCT(PatientAsked, (), (patient))

struct Consent {
  std::string what;
  bool given = true;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Consent, (), (what, given, at))

/// The reply to records.patient.
struct PatientRecord {
  PatientId patient;  ///< the one that counts, if another was asked for
  RecordState state{};
  int revision = 0;
  bool restricted = false;
  Instant since{};
  Person person;
  std::vector<Consent> consents;
  std::vector<PatientId> merged;  ///< records that were merged into this one
};
BOOST_DESCRIBE_STRUCT(PatientRecord, (), (patient, state, revision, restricted, since, person, consents, merged))

// ---- query records.search: by identifier, or by birth date, name or both; rows the asker may not see are left out

struct Search {
  MaybeText identifier;  ///< its value, whatever its kind
  MaybeDate birth_date;
  MaybeText name;        ///< words of the name, as far as known, in any script
  std::optional<int> limit;  ///< at most 50
};
BOOST_DESCRIBE_STRUCT(Search, (), (identifier, birth_date, name, limit))

struct FoundPatient {
  PatientId patient;
  RecordState state{};
  PersonName name;
  MaybeDate birth_date;
  std::optional<Private<Sex>> sex;
};
BOOST_DESCRIBE_STRUCT(FoundPatient, (), (patient, state, name, birth_date, sex))

struct Found {
  std::vector<FoundPatient> patients;
  bool more = false;  ///< there are more: ask for something narrower
};
BOOST_DESCRIBE_STRUCT(Found, (), (patients, more))

// ---- command records.locate: an emergency with somebody whom the asker may not find. Kept in the journal, as a command is.

/// An identifier, or a name with the birth date: all of it must be so.
struct Locate {
  MaybeText identifier, name;
  MaybeDate birth_date;
};
BOOST_DESCRIBE_STRUCT(Locate, (), (identifier, name, birth_date))

/// Whoever fits, and nothing about them: to see more, the glass must be broken. At most three.
struct Located {
  std::vector<PatientId> patients;
};
BOOST_DESCRIBE_STRUCT(Located, (), (patients))

// ---- query records.duplicates

struct LikelyDuplicate {
  FoundPatient patient;
  int score = 0;
  std::vector<Reason> reasons;
};
BOOST_DESCRIBE_STRUCT(LikelyDuplicate, (), (patient, score, reasons))

struct Duplicates {
  std::vector<LikelyDuplicate> likely;
};
BOOST_DESCRIBE_STRUCT(Duplicates, (), (likely))

}  // namespace vestibule::records
