#pragma once
// What one check of the doctor found.

#include <string>

namespace vestibule::cli {

enum class Grade { good, look, bad };

/// And what to do about it where something is to be done.
struct Finding {
  Grade grade = Grade::good;
  std::string what;
  std::string advice;
};

}  // namespace vestibule::cli
