#include "tables.hpp"

namespace vestibule::vitals {
namespace {

using enum Parameter;
using enum When;

// Levels of consciousness as numbers: A 0, C 1, V 2, P 3, U 4. Oxygen: air 0, oxygen 1. Temperatures in tenths of a degree.
constexpr int air = 0, alert = 0, confused = 1, voice = 2, pain = 3;

/// Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017, chart 1. Scale 2 gives points above 92 % only on oxygen.
const Table news2_table{
    "news2",
    "NEWS2 (RCP 2017) 1",
    {{respiration, always, {{8, 3}, {11, 1}, {20, 0}, {24, 2}, {above, 3}}},
     {spo2, scale_1, {{91, 3}, {93, 2}, {95, 1}, {above, 0}}},
     {spo2, scale_2_on_air, {{83, 3}, {85, 2}, {87, 1}, {above, 0}}},
     {spo2, scale_2_on_oxygen, {{83, 3}, {85, 2}, {87, 1}, {92, 0}, {94, 1}, {96, 2}, {above, 3}}},
     {oxygen, always, {{air, 0}, {above, 2}}},
     {systolic, always, {{90, 3}, {100, 2}, {110, 1}, {219, 0}, {above, 3}}},
     {pulse, always, {{40, 3}, {50, 1}, {90, 0}, {110, 1}, {130, 2}, {above, 3}}},
     {consciousness, always, {{alert, 0}, {above, 3}}},
     {temperature, always, {{350, 3}, {360, 1}, {380, 0}, {390, 1}, {above, 2}}}},
    {{4, Risk::low}, {6, Risk::medium}, {above, Risk::high}},
    true};

/// Subbe et al., QJM 2001;94:521-6, table 1. It knows no new confusion (C).
const Table mews_table{"mews",
                       "MEWS (Subbe 2001) 1",
                       {{respiration, always, {{8, 2}, {14, 0}, {20, 1}, {29, 2}, {above, 3}}},
                        {systolic, always, {{70, 3}, {80, 2}, {100, 1}, {199, 0}, {above, 2}}},
                        {pulse, always, {{40, 2}, {50, 1}, {100, 0}, {110, 1}, {129, 2}, {above, 3}}},
                        {consciousness, always, {{alert, 0}, {confused, unknown}, {voice, 1}, {pain, 2}, {above, 3}}},
                        {temperature, always, {{349, 2}, {384, 0}, {above, 2}}}},
                       {{2, Risk::low}, {4, Risk::medium}, {above, Risk::high}},
                       false};

/// Singer et al., JAMA 2016;315:801-10 (Sepsis-3): 2 or more are a positive score.
const Table qsofa_table{"qsofa",
                        "qSOFA (Sepsis-3 2016) 1",
                        {{respiration, always, {{21, 0}, {above, 1}}},
                         {systolic, always, {{100, 1}, {above, 0}}},
                         {consciousness, always, {{alert, 0}, {above, 1}}}},
                        {{1, Risk::low}, {above, Risk::high}},
                        false};

constexpr Bounds all_bounds[] = {
    {respiration, 0, 150, 1, "/min"}, {spo2, 0, 100, 1, "%"},    {oxygen, 0, 1, 1, ""},           {systolic, 0, 300, 1, "mmHg"},
    {pulse, 0, 350, 1, "/min"},       {consciousness, 0, 4, 1, ""}, {temperature, 15, 45, 10, "degrees Celsius"},
};

}  // namespace

const Table* table_named(std::string_view name) {
  for (const Table* table : {&news2_table, &mews_table, &qsofa_table})
    if (table->name == name) return table;
  return nullptr;
}

const Table& news2() { return news2_table; }

const Bounds& bounds_of(Parameter parameter) { return all_bounds[static_cast<std::size_t>(parameter)]; }

}  // namespace vestibule::vitals
