#pragma once
// The questions on the way to a token, one class each. A kiosk that asks more has more of them in its list.

#include <memory>
#include <string_view>
#include <vector>

#include "page.hpp"
#include "visit.hpp"

namespace vestibule::kiosk {

class Step {
 public:
  virtual ~Step() = default;
  /// Whether it has still to be asked (or told) in this visit.
  virtual bool open(const Visit& visit, const queue::Menu& menu) const = 0;
  /// Kind, words and choices; the flow adds the rest.
  virtual Page page(const Visit& visit, const queue::Menu& menu) const = 0;
  /// Takes in the choice touched; false if it is none of this step's.
  virtual bool answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const = 0;
  /// Forgets the answer: the patient went back to this question.
  virtual void forget(Visit& visit) const = 0;
};

/// The site's languages that the kiosk has words for, in the site's order; if it has none of them, all of its own.
std::vector<std::string> offered_languages(const std::vector<std::string>& known, const std::vector<std::string>& wanted);

/// The questions of this kiosk in the order they are asked. `languages`: those it has words for.
std::vector<std::unique_ptr<Step>> steps(std::vector<std::string> languages);

}  // namespace vestibule::kiosk
