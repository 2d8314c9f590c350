#pragma once
// Who goes first: a discipline turns a class and a wait into one number, and the highest number is called next.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <vestibule/instant.hpp>
#include <vestibule/queue_wire.hpp>

namespace vestibule::queue {

/// A class of a triage or priority scale, as the hospital file writes it.
struct Priority {
  std::string id;
  Texts name;
  int rank = 0;                   ///< its place in the scale; 0 goes first
  std::optional<Duration> target; ///< seen within this, if the site promises anything
  std::int64_t rate = 1000;       ///< credit for a second's waiting, in thousandths; above 0
};

/// Comparable within one service at one moment only. 64 bits hold it with room: see the limits in discipline.cpp.
using Credit = std::int64_t;

/// Both functions are exact integer arithmetic, so that every compiler agrees who is next.
class Discipline {
 public:
  /// A token that has waited `bound` goes before all that have not, whatever its class; among such, the longest wait goes first.
  explicit Discipline(std::optional<Duration> bound) : bound_(bound) {}
  virtual ~Discipline() = default;

  /// What a token of this class has after waiting so long: strictly growing with the wait. A wait below zero is an
  /// appointment that is not due yet.
  Credit credit(const Priority& priority, Duration waited) const;
  /// The shortest wait that gives a token of this class at least `credit`: the other way round.
  Duration wait_for(const Priority& priority, Credit credit) const;

  std::optional<Duration> bound() const { return bound_; }
  bool beyond_bound(Duration waited) const { return bound_ && waited >= *bound_; }

 private:
  /// Whether the class goes before all others from its first second, but for those beyond the bound.
  virtual bool immediate(const Priority&) const { return false; }
  virtual Credit earned(const Priority& priority, Duration waited) const = 0;
  virtual Duration wait_to_earn(const Priority& priority, Credit credit) const = 0;

  std::optional<Duration> bound_;
};

enum class DisciplineKind { first_come, strict, accumulating };
BOOST_DESCRIBE_ENUM(DisciplineKind, first_come, strict, accumulating)

std::unique_ptr<const Discipline> make_discipline(DisciplineKind kind, std::optional<Duration> bound);

}  // namespace vestibule::queue
