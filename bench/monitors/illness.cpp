#include "illness.hpp"

#include <algorithm>
#include <iterator>

namespace vestibule::monitors {

namespace {

constexpr Effect same{};
//                               hr            spo2        rr            sbp         dbp         map   temp
constexpr Illness illnesses[] = {
    {"sepsis",      {Effect{1, 48}, Effect{1, -9},  Effect{1, 17},  Effect{0.64, 0}, Effect{0.60, 0}, same, Effect{1, 2.4}}},
    {"bleeding",    {Effect{1, 55}, Effect{1, -2},  Effect{1, 10},  Effect{0.58, 0}, Effect{0.62, 0}, same, Effect{1, -0.7}}},
    {"opioid",      {Effect{1, -14}, Effect{1, -13}, Effect{0.4, 0}, Effect{0.85, 0}, Effect{0.85, 0}, same, same}},
    {"hypoxia",     {Effect{1, 26}, Effect{1, -14}, Effect{1, 12},  Effect{1, 12},   Effect{1, 6},    same, same}},
    {"fever",       {Effect{1, 20}, same,           Effect{1, 4},   Effect{1, -6},   Effect{1, -4},   same, Effect{1, 2.2}}},
    {"tachycardia", {Effect{1, 75}, Effect{1, -2},  Effect{1, 4},   Effect{0.8, 0},  Effect{0.85, 0}, same, same}},
    {"bradycardia", {Effect{0.5, 0}, Effect{1, -1}, same,           Effect{0.8, 0},  Effect{0.8, 0},  same, same}},
};

}  // namespace

const Illness* illness_named(std::string_view name) {
  const auto* const found = std::find_if(std::begin(illnesses), std::end(illnesses), [&](const Illness& one) { return one.name == name; });
  return found == std::end(illnesses) ? nullptr : found;
}

}  // namespace vestibule::monitors
