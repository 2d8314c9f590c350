// bench_tokens [TOKENS [FOLDER]]: durable tokens a second, through the house and by bare SQLite, side by side.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "runs.hpp"

using namespace vestibule::bench;

namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int tokens = argc > 1 ? std::atoi(argv[1]) : 20'000;
  std::string folder = (argc > 2 ? std::filesystem::path(argv[2]) : std::filesystem::temp_directory_path()) / "bench-tokens-XXXXXX";
  if (tokens < 1000 || !mkdtemp(folder.data())) {
    std::fprintf(stderr, "bench_tokens: needs at least 1000 tokens and a folder it may write\n");
    return 1;
  }
  std::vector<double> to_raw, house, raw, single;
  for (int round = 0; round < 5; ++round) {  // in turn, so that a noisy neighbour disturbs all alike
    const std::string tag = folder + "/" + std::to_string(round);
    house.push_back(run_house(tag + "-house.db", tokens).per_second());
    raw.push_back(run_raw(tag + "-house.db", tag + "-raw.db", tokens, 64).per_second());
    single.push_back(run_raw(tag + "-house.db", tag + "-single.db", 1000, 1).per_second());
    to_raw.push_back(house.back() / raw.back());
  }
  std::filesystem::remove_all(folder);
  std::printf("durable tokens a second, median of 5 rounds of %d tokens\n", tokens);
  std::printf("  house, 64 commands in flight    %10.0f\n", median(house));
  std::printf("  raw SQLite, groups of 64        %10.0f   house / raw         %.2f   (wanted: at least 0.50)\n", median(raw), median(to_raw));
  std::printf("  raw SQLite, one by one          %10.0f   house / one by one  %.1f\n", median(single), median(house) / median(single));
  return 0;
}
