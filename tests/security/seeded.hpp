#pragma once
// A hospital full of canaries: made-up people each of whose fields holds a text that stands nowhere else, told where each role would tell it.

#include <vestibule/policy.hpp>

#include "hospital.hpp"

namespace vestibule::security {

/// What a canary is a piece of, and so by which right it may be seen.
enum class Piece {
  name,      ///< who a patient is, as a search shows it
  who,       ///< who a patient is
  clinical,  ///< what a patient has
  told,      ///< what a patient told a kiosk
  staff,     ///< who works here
  secret,    ///< opens a door: a password, a PIN, a badge
};

struct Canary {
  std::string text;
  Piece piece = Piece::who;
  std::string subject;  ///< "patient ..." or the person's id; empty: nobody in particular
};

struct Seeded : Hospital {
  explicit Seeded(kit::TestHostOptions options = whole_house());

  /// Makes the canary and notes it.
  std::string sing(Piece piece, const std::string& field, const std::string& of, const std::string& subject);

  std::vector<Actor> staff;                 ///< one of each role, the newcomer last
  std::vector<std::string> patients;        ///< ids
  std::map<std::string, Subject> subjects;  ///< by "patient <id>"
  std::vector<std::string> tokens, secrets_of_tickets, references;
  std::vector<std::string> names;           ///< canaries that are patients' family names, to be searched for
  std::vector<Canary> canaries;
  std::string visit, item, device;          ///< one of each that exists
  std::unique_ptr<wire::Bus> kiosk;
  std::string heard_by_kiosk;

 private:
  void employ();
  void admit(const std::string& of, const std::string& department, const std::string& doctor, bool restricted);
  void fill_ward();
  void fill_history(const std::string& of, const std::string& patient);
  void issue(const std::string& of);
  const Actor& of_role(std::string_view role) const;
};

}  // namespace vestibule::security
