#pragma once
// The table of limits.

#include "rules/condition.hpp"

namespace soci {
class session;
}

namespace vestibule::vitals {

class LimitStore {
 public:
  explicit LimitStore(soci::session& session) : session_(session) {}

  void write(const Limit& limit);
  void remove(const Limit& limit);
  Result<std::vector<Limit>> all();

 private:
  soci::session& session_;
};

}  // namespace vestibule::vitals
