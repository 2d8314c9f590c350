#pragma once
// The questions on the way to a token, one class each. A kiosk that asks more has more of them in its list.

#include <memory>
#include <string_view>
#include <vector>

#include "keyboard.hpp"
#include "page.hpp"
#include "visit.hpp"

namespace vestibule::kiosk {

/// What a touch was to a step: none of its choices; taken in, and the page goes on taking touches (a key); the answer;
/// the end of an aside, after which the question stands that was left for it.
enum class Answer { none, stays, moves, returns };

class Step {
 public:
  virtual ~Step() = default;
  /// Whether it has still to be asked (or told) in this visit.
  virtual bool open(const Visit& visit, const queue::Menu& menu) const = 0;
  /// Kind, words and choices; the flow adds the rest.
  virtual Page page(const Visit& visit, const queue::Menu& menu) const = 0;
  /// Takes in the choice touched.
  virtual Answer answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const = 0;
  /// Forgets the answer: the patient went back to this question.
  virtual void forget(Visit& visit) const = 0;
};

/// The site's languages that the kiosk has words for, in the site's order; if it has none of them, all of its own.
std::vector<std::string> offered_languages(const std::vector<std::string>& known, const std::vector<std::string>& wanted);

using Steps = std::vector<std::unique_ptr<Step>>;

/// The questions of this kiosk in the order they are asked. `languages`: those it has words for.
Steps steps(std::vector<std::string> languages, const Keyboards& keyboards);

// ---- parts of that list, one file each
void add_code_steps(Steps& steps, const Keyboards& keyboards);   ///< appointment or ticket: scan it, or type it
void add_visit_steps(Steps& steps);                              ///< what a service tells and asks before it gives a number
void add_entry_steps(Steps& steps, const Keyboards& keyboards);  ///< what a service wants to know of the patient
std::unique_ptr<Step> needs_step();

/// "service.blood" with prefix "service." is "blood".
std::optional<std::string> after(std::string_view prefix, std::string_view choice);
/// Says that the service takes nobody now, and when it will again.
Page closed_page(const queue::MenuService& service);
/// "Opens tomorrow at 08:00".
Saying opens(const queue::When& when);
/// "Monday", as a value of another saying.
Saying weekday(int number);

}  // namespace vestibule::kiosk
