// Runs HiGHS, CP-SAT and SCIP as WebAssembly. One JSON request per line on stdin, one JSON answer per line on
// stdout; peers.py speaks to it. `seconds` is the time inside the solver, the model already built.
// usage: node wasm.mjs FOLDER_WITH_NODE_MODULES
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);

// The package.json of an installed package, which may not export it.
function version(name) {
  let folder = dirname(require.resolve(name));
  for (;;) {
    try {
      const found = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (found.name === name.split("/")[0]) return found.version;
    } catch {
      // no package.json here
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of ${name}`);
    folder = dirname(folder);
  }
}

const lowOf = (bound) => (bound === null ? -Infinity : bound);
const highOf = (bound) => (bound === null ? Infinity : bound);

async function timed(work) {
  const begin = performance.now();
  const result = await work();
  return [result, (performance.now() - begin) / 1000];
}

async function highs(program, limit) {
  const solver = await require("highs")();
  const { objectiveSense, variableType, modelStatus } = solver.constants;
  const starts = [0], indices = [], values = [];
  for (const row of program.rows) {
    for (const [column, coefficient] of row[2]) {
      indices.push(column);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  const numCols = program.cost.length, numRows = program.rows.length;
  const model = solver.createModel({
    numCols,
    numRows,
    sense: program.maximise ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: program.cost,
    colLower: program.low.map(lowOf),
    colUpper: program.high.map(highOf),
    rowLower: program.rows.map((row) => lowOf(row[0])),
    rowUpper: program.rows.map((row) => highOf(row[1])),
    matrix: { format: "csr", numRows, numCols, starts, indices, values },
    integrality: program.integer.map((is) => (is ? variableType.integer : variableType.continuous)),
  });
  try {
    model.options.set({ output_flag: false, time_limit: limit, mip_rel_gap: 0, mip_abs_gap: 1e-6 });
    if (program.start) model.setSolution({ colValue: program.start });
    const [, seconds] = await timed(() => model.run());
    const status = model.getModelStatus();
    const has = model.info.get("primal_solution_status") === 2; // kHighsSolutionStatusFeasible
    const bound = model.info.get("mip_dual_bound");
    return {
      status: status === modelStatus.optimal ? "optimal"
        : status === modelStatus.infeasible ? "infeasible" : has ? "feasible" : "none",
      point: has ? Array.from(model.getSolution().colValue) : null,
      bound: Number.isFinite(bound) ? bound : null,
      seconds,
    };
  } finally {
    model.dispose();
  }
}

async function cpsat(program, limit) {
  const { CpSat } = await load("or-tools-wasm/cp-sat");
  if (program.integer.includes(false)) throw new Error("CP-SAT takes no continuous column");
  const wide = (bound, none) => (bound === null ? none : bound);
  const far = 2 ** 40; // no bound of ours comes near
  const columns = [], coefficients = [];
  program.cost.forEach((cost, j) => {
    if (cost !== 0) {
      columns.push(j);
      coefficients.push(program.maximise ? -cost : cost);
    }
  });
  const model = {
    variables: program.low.map((low, j) => ({ domain: [wide(low, -far), wide(program.high[j], far)] })),
    constraints: program.rows.map((row) => ({
      linear: {
        vars: row[2].map((term) => term[0]),
        coeffs: row[2].map((term) => term[1]),
        domain: [wide(row[0], -far), wide(row[1], far)],
      },
    })),
  };
  if (columns.length > 0)
    model.objective = { vars: columns, coeffs: coefficients, scalingFactor: program.maximise ? -1 : 1 };
  if (program.start) model.solutionHint = { vars: program.start.map((_, j) => j), values: program.start };
  const bytes = await CpSat.createModel(model);
  const parameters = { maxTimeInSeconds: limit, numWorkers: 1, linearizationLevel: 2 };
  await CpSat.loadModule();
  const [{ response }, seconds] = await timed(() => CpSat.solve(bytes, parameters));
  if (!response || response.status === "MODEL_INVALID") throw new Error("CP-SAT refuses the model");
  const names = { OPTIMAL: "optimal", FEASIBLE: "feasible", INFEASIBLE: "infeasible", UNKNOWN: "none" };
  const has = response.solution.length > 0;
  return {
    status: names[response.status],
    point: has ? response.solution.map(Number) : null,
    bound: response.status === "INFEASIBLE" ? null : response.bestObjectiveBound,
    seconds,
  };
}

async function scip(program, limit) {
  const { MPSolver, initMPSolver, OptimizationProblemType } = await load("or-tools-wasm/mp-solver");
  const model = {
    maximize: program.maximise,
    variable: program.cost.map((cost, j) => ({
      lowerBound: lowOf(program.low[j]),
      upperBound: highOf(program.high[j]),
      objectiveCoefficient: cost,
      isInteger: program.integer[j],
    })),
    constraint: program.rows.map((row) => ({
      lowerBound: lowOf(row[0]),
      upperBound: highOf(row[1]),
      varIndex: row[2].map((term) => term[0]),
      coefficient: row[2].map((term) => term[1]),
    })),
  };
  if (program.start)
    model.solutionHint = { varIndex: program.start.map((_, j) => j), varValue: program.start };
  await initMPSolver();
  const request = await MPSolver.createModelRequest({
    solverType: OptimizationProblemType.SCIP_MIXED_INTEGER_PROGRAMMING,
    model,
    solverTimeLimitSeconds: limit,
    solverSpecificParameters: "limits/gap=0",
  });
  const [{ response }, seconds] = await timed(() => MPSolver.solveModelRequest(request));
  const names = {
    MPSOLVER_OPTIMAL: "optimal", MPSOLVER_FEASIBLE: "feasible", MPSOLVER_INFEASIBLE: "infeasible",
    MPSOLVER_NOT_SOLVED: "none", MPSOLVER_UNKNOWN_STATUS: "none",
  };
  if (!(response.status in names)) throw new Error(`SCIP: ${response.status} ${response.statusStr ?? ""}`);
  const status = names[response.status], has = status === "optimal" || status === "feasible";
  return {
    status,
    point: has ? response.variableValue : null,
    bound: has && Number.isFinite(response.bestObjectiveBound) ? response.bestObjectiveBound : null,
    seconds,
  };
}

const peers = {
  highs: { solve: highs, package: "highs" },
  cpsat: { solve: cpsat, package: "or-tools-wasm/cp-sat" },
  scip: { solve: scip, package: "or-tools-wasm/mp-solver" },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line), peer = peers[request.peer];
  const name = peer.package.split("/")[0];
  const begin = performance.now();
  let answer;
  try {
    answer = await peer.solve(request.program, request.limit);
  } catch (error) {
    answer = { error: String(error?.message ?? error), seconds: (performance.now() - begin) / 1000 };
  }
  answer.version = `${name} ${version(peer.package)}`;
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
