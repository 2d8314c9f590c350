#pragma once
// The tables of identity. Writing inside a command, loading inside Plugin::load.

#include <optional>
#include <string>
#include <vector>

#include "devices.hpp"
#include "glass_book.hpp"
#include "people.hpp"

namespace soci {
class session;
}

namespace vestibule::identity {

/// A session as it outlives a restart; what is left of its time is reckoned from the wall, never more than a whole one.
struct StoredSession {
  std::string id, hash, person, device;
  bool newcomer = false;
  Instant begun_at{};
};

class IdentityStore {
 public:
  explicit IdentityStore(soci::session& session) : session_(session) {}

  void write(const Person& person);
  void write(const Shift& shift);
  void remove_shift(const std::string& id);
  void write(const StoredSession& session);
  void remove_session(const std::string& id);
  void write(const Glass& glass);
  void write(const Device& device);

  void load(People& people);
  std::vector<StoredSession> sessions();
  void load(GlassBook& glasses);
  void load(Devices& devices);
  /// The house's key, if it is kept here.
  std::optional<std::string> key();
  void write_key(const std::string& key);

 private:
  void load_shifts(People& people);

  soci::session& session_;
};

/// Every broken glass, the newest first, at most 500. Any session.
std::vector<Glass> read_glasses(soci::session& session, bool reviewed);

}  // namespace vestibule::identity
