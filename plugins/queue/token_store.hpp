#pragma once
// The tokens' table. Statements are prepared once: a token costs one INSERT, each later action one UPDATE.

#include <functional>
#include <memory>
#include <string>

#include <vestibule/store.hpp>

#include "moment.hpp"
#include "rows.hpp"

namespace vestibule::queue {

/// Loop thread, with the one writing session.
class TokenStore {
 public:
  explicit TokenStore(soci::session& session);
  ~TokenStore();

  /// A token that was issued just now: what all of those have in common is the columns' default.
  void insert(const TokenRow& row, const std::string& day, const Sighting& when);
  void update(const TokenRow& row, const Sighting& when);
  /// What closing the day makes of every visit that is not over; the same as close_visit() in token.hpp.
  void close_all(const std::string& day, const Sighting& when);

  /// Hands each row of the day to `use`, oldest first; gives the latest sighting among them.
  Sighting load(const std::string& day, const std::function<void(const TokenRow&)>& use);
  std::int64_t last_serial();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::queue
