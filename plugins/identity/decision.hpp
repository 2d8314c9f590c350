#pragma once
// How somebody stands to a subject, and the table that says what follows from it.

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include <vestibule/policy.hpp>

namespace vestibule::identity {

/// `none`: the wish is about nobody. `restricted`: only those who care for the subject, and this is not one of them.
enum class Relation { none, own, department, other, restricted };
BOOST_DESCRIBE_ENUM(Relation, none, own, department, other, restricted)
constexpr std::size_t relation_count = 5;

/// `glass`: the subject for whom this actor has broken the glass; it makes others one's own, and the restricted stay restricted.
Relation relation_to(const Subject* subject, std::string_view actor, const std::vector<std::string>& departments, std::string_view glass = {});

/// What one role may do by one row of the policy.
struct Allowance {
  std::array<bool, relation_count> relations{};
  std::array<std::shared_ptr<Fields>, relation_count> hidden;  ///< fields of the answer that are left out; null: none
};

/// All that policy.toml says. What has no row is denied to everybody.
class PolicyTable {
 public:
  /// The row of a command, query or event: its own, else its permission's. An event's is `<plugin>.events`.
  std::optional<std::string> row_of(std::string_view name, std::string_view permission) const;
  /// Null: nothing.
  const Allowance* allowance(const std::string& row, std::string_view role) const;
  /// The rows by which the role may do something to somebody or nobody.
  std::vector<std::string> rows_of(std::string_view role) const;

  /// What a device of that role, standing there, may read of the states at the broker.
  std::vector<std::string> states_of(std::string_view role, std::string_view area) const;

  void put_state(const std::string& role, std::string subject) { states_[role].push_back(std::move(subject)); }
  Allowance& put(const std::string& row, const std::string& role) { return rows_[row][role]; }
  void put_row(const std::string& row) { rows_[row]; }
  std::size_t size() const { return rows_.size(); }

 private:
  std::map<std::string, std::map<std::string, Allowance, std::less<>>, std::less<>> rows_;
  std::map<std::string, std::vector<std::string>, std::less<>> states_;  // subjects with {area} where the area stands
};

/// The decision itself: `denied` says which row and which relation it fell on.
Result<Grant> decide(const PolicyTable& table, std::string_view role, const Wish& wish, Relation relation);

/// Every role there is: those of people, then the rest.
std::span<const std::string_view> all_roles();

}  // namespace vestibule::identity
