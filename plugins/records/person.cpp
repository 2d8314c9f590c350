#include "person.hpp"

#include <unicode/ustring.h>

#include <algorithm>

#include "folding.hpp"

namespace vestibule::records {
namespace {

constexpr std::size_t short_text = 120, long_text = 4000;

class Faults {
 public:
  template <class... Args>
  void unless(bool right, fmt::format_string<Args...> format, Args&&... args) {
    if (!right) all.push_back(fmt::format(format, std::forward<Args>(args)...));
  }
  void text(const MaybeText& value, std::size_t most, const char* what) {
    unless(!value || is_text(value->reveal(), most), "{}: expected 1 to {} bytes of text without control characters", what, most);
  }
  std::vector<std::string> all;
};

bool is_upper_pair(const std::string& text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void check_identifiers(const Person& person, Faults& faults) {
  faults.unless(person.identifiers.size() <= 8, "identifiers: at most 8");
  for (const auto& identifier : person.identifiers) {
    faults.unless(is_word(identifier.kind), "identifier kind: expected a word such as national");
    faults.unless(!identifier.issuer || is_text(*identifier.issuer, 60), "identifier issuer: expected 1 to 60 bytes");
    faults.unless(is_text(identifier.value.reveal(), short_text) && normal_identifier(identifier.value.reveal()).size() >= 3,
                  "identifier: expected at least 3 letters or digits");
  }
}

void check_names(const Person& person, Faults& faults) {
  faults.unless(!person.names.empty() && person.names.size() <= 8, "names: expected 1 to 8");
  for (const auto& name : person.names) {
    faults.unless(name.family || name.given, "name: a family name or a given name is needed");
    faults.text(name.family, short_text, "family name");
    faults.text(name.given, short_text, "given name");
  }
}

void check_contacts(const Person& person, Faults& faults) {
  faults.unless(person.contacts.size() <= 8, "contacts: at most 8");
  for (const auto& contact : person.contacts) {
    const std::string& value = contact.value.reveal();
    const bool mail = contact.kind == ContactKind::email;
    const auto at = value.find('@');
    faults.unless(is_text(value, short_text) && (mail ? at != value.npos && at > 0 && at + 1 < value.size() : normal_contact(value).size() >= 3 && at == value.npos),
                  "contact: this is no {}", mail ? "address of mail" : "telephone number");
  }
  if (person.address) {
    faults.text(person.address->street, 200, "street");
    faults.text(person.address->city, short_text, "city");
    faults.text(person.address->postal_code, 20, "postal code");
    faults.unless(!person.address->country || is_upper_pair(*person.address->country), "country: expected two capital letters such as ES");
  }
  faults.unless(person.next_of_kin.size() <= 5, "next of kin: at most 5");
  for (const auto& kin : person.next_of_kin) {
    faults.text(kin.name, short_text, "name of the next of kin");
    faults.text(kin.relation, 60, "relation of the next of kin");
    faults.text(kin.contact, short_text, "contact of the next of kin");
  }
}

}  // namespace

bool is_word(const std::string& text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), plain);
}

bool is_text(const std::string& text, std::size_t most) {
  if (text.empty() || text.size() > most) return false;
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7f; })) return false;
  UErrorCode error = U_ZERO_ERROR;
  int length = 0;
  u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<int>(text.size()), &error);
  return error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error);
}

std::vector<std::string> faults_of(const Person& person, Date today) {
  Faults faults;
  check_identifiers(person, faults);
  check_names(person, faults);
  check_contacts(person, faults);
  if (person.birth_date) {
    const Date born = person.birth_date->reveal();
    faults.unless(born <= today, "birth date: it is in the future");
    faults.unless(born.year() >= std::chrono::year{1880}, "birth date: nobody living was born before 1880");
  }
  faults.unless(!person.language || is_word(*person.language), "language: expected a code such as de");
  faults.unless(person.needs.size() <= 10 && std::all_of(person.needs.begin(), person.needs.end(), is_word), "needs: expected at most 10 words");
  return faults.all;
}

Result<> check(const Person& person, Date today) {
  const auto faults = faults_of(person, today);
  if (!faults.empty()) return fail(Code::invalid, "{}", faults.front());
  return {};
}

std::vector<std::string> amend(Person& person, const Amend& change) {
  std::vector<std::string> changed;
  const auto put = [&](const char* name, auto& field, const auto& value, bool told) {
    if (!told || encode(field) == encode(value)) return;
    field = value;
    changed.emplace_back(name);
  };
  if (change.identifiers) put("identifiers", person.identifiers, *change.identifiers, true);
  if (change.names) put("names", person.names, *change.names, true);
  put("birth_date", person.birth_date, change.birth_date, change.birth_date.has_value());
  put("sex", person.sex, change.sex, change.sex.has_value());
  if (change.contacts) put("contacts", person.contacts, *change.contacts, true);
  put("address", person.address, change.address, change.address.has_value());
  put("language", person.language, change.language, change.language.has_value());
  if (change.needs) put("needs", person.needs, *change.needs, true);
  if (change.next_of_kin) put("next_of_kin", person.next_of_kin, *change.next_of_kin, true);
  return changed;
}

PersonName main_name(const Person& person) {
  for (const auto& name : person.names)
    if (!name.use || *name.use == NameUse::official) return name;
  return person.names.empty() ? PersonName{} : person.names.front();
}

Result<> check(const Coded& what) {
  if (!is_text(what.text.reveal(), 500)) return fail(Code::invalid, "what it is: expected 1 to 500 bytes of text");
  if (what.code && !is_text(what.code->reveal(), 60)) return fail(Code::invalid, "code: expected 1 to 60 bytes");
  if (what.system && !is_text(*what.system, 200)) return fail(Code::invalid, "system of codes: expected 1 to 200 bytes");
  return {};
}

Result<> check_since(const MaybeDate& since, Date today) {
  if (since && since->reveal() > today) return fail(Code::invalid, "the date is in the future");
  return {};
}

Result<> check_note(const MaybeText& note, const char* what) {
  if (note && !is_text(note->reveal(), long_text)) return fail(Code::invalid, "{}: expected 1 to {} bytes of text", what, long_text);
  return {};
}

}  // namespace vestibule::records
