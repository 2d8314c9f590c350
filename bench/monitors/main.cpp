// vestibule-monitors: a ward, or a hospital, full of bedside monitors that are none.

#include <vestibule/link/system.hpp>

#include <cstdlib>

#include "options.hpp"

int main(int argc, char** argv) {
  using namespace vestibule;
  auto options = monitors::read_options(argc, argv);
  if (const int* const status = std::get_if<int>(&options)) return *status;
  link::ConsoleLog log("vestibule-monitors", Level::warning);
  auto& [ward, fleet] = std::get<monitors::Options>(options);
  auto devices = monitors::make_ward(ward);
  if (!devices) {
    log.error("{}", devices.error().message);
    return EXIT_FAILURE;
  }
  monitors::Fleet(*std::move(devices), std::move(fleet), log).run();
  return EXIT_SUCCESS;
}
