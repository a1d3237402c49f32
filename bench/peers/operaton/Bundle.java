import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * The bench's flow on Operaton: java -cp 'lib/*' Bundle.java JDBC-URL USER DRAWING IN-FLIGHT.
 * Each line of the standard input is a number of cases to run to their end; each is answered by "done" and the seconds it took.
 */
public class Bundle {
  /** Between two looks for what has happened to a case. */
  static final int PAUSE_MS = 20;

  public static void main(String[] args) throws Exception {
    var settings = new StandaloneProcessEngineConfiguration();
    settings.setJdbcDriver("org.postgresql.Driver").setJdbcUrl(args[0]).setJdbcUsername(args[1]).setJdbcPassword("");
    settings.setJdbcMaxActiveConnections(30).setJdbcMaxIdleConnections(30);
    settings.setDatabaseSchemaUpdate("true").setJobExecutorActivate(true).setEnforceHistoryTimeToLive(false);
    var engine = settings.buildProcessEngine();
    engine.getRepositoryService().createDeployment().addString("bundle.bpmn", Files.readString(Path.of(args[2]))).deploy();
    var people = Executors.newFixedThreadPool(Integer.parseInt(args[3]));
    System.out.println("ready");
    var lines = new Scanner(System.in);
    while (lines.hasNextInt()) {
      var began = System.nanoTime();
      var cases = IntStream.range(0, lines.nextInt()).mapToObj(n -> (Callable<Void>) () -> runCase(engine)).toList();
      for (var ended : people.invokeAll(cases)) ended.get();
      System.out.println("done " + (System.nanoTime() - began) / 1e9);
    }
    people.shutdown();
    engine.close();
    System.exit(0);
  }

  /** Starts one case, answers each approval as soon as it is there, and sees the case end. */
  static Void runCase(ProcessEngine engine) throws InterruptedException {
    var values = Map.<String, Object>of("project", "金湾区供水接入", "area", 1200);
    var id = engine.getRuntimeService().startProcessInstanceByKey("main", values).getId();
    while (engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(id).singleResult() != null) {
      var tasks = engine.getTaskService().createTaskQuery().processInstanceId(id).list();
      for (var task : tasks) {
        try {
          engine.getTaskService().complete(task.getId(), Map.of("opinion", "agree"));
        } catch (OptimisticLockingException another) {
          // A job of the same case was quicker: the next look finds the task again.
        }
      }
      if (tasks.isEmpty()) Thread.sleep(PAUSE_MS);
    }
    return null;
  }
}
