#pragma once
// The words of a report in each language, and numbers and dates as its readers write them.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/instant.hpp>
#include <vestibule/result.hpp>

namespace vestibule::queue {

/// What fills the {places} of a text.
using Fillings = std::map<std::string, std::string>;

class ReportWords {
 public:
  /// invalid: there are no words in this language.
  static Result<ReportWords> in(const std::string& language);
  static std::vector<std::string> languages();

  const std::string& language() const { return language_; }
  bool right_to_left() const { return right_to_left_; }
  /// A text that is missing is a defect: it throws, and a test asks for all of them in all languages.
  std::string say(const std::string& key, const Fillings& fillings = {}) const;
  std::string number(int value) const;
  std::string share(int part, int whole) const;  ///< "83%"; "–" of nothing
  std::string minutes(int seconds) const;        ///< "12 min"
  std::string weekday(std::chrono::year_month_day day) const;  ///< "Mon 23"
  std::string date(std::chrono::year_month_day day) const;
  std::string time(Instant at, const std::string& zone) const;
  std::string moment(Instant at, const std::string& zone) const;

 private:
  std::string language_;
  bool right_to_left_ = false;
  std::map<std::string, std::string> words_;
};

/// Written by CMakeLists.txt from locale/*.toml: language and file.
const std::map<std::string, std::string_view>& report_locales();

}  // namespace vestibule::queue
