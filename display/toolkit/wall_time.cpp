#include "vestibule/ui/wall_time.hpp"

#include <ctime>

namespace vestibule::ui {

WallTime wall_time(Instant instant) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(instant);
  std::tm local{};
  localtime_r(&seconds, &local);
  return {local.tm_hour, local.tm_min, local.tm_wday, local.tm_mday, local.tm_mon + 1};
}

}  // namespace vestibule::ui
