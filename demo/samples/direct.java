// Maven: com.aliyun:imm20200930
import com.aliyun.imm20200930.Client;
import com.aliyun.imm20200930.models.*;
import com.aliyun.teaopenapi.models.Config;
import java.util.Map;

class Direct {
    private static final String PROJECT = System.getenv("IMM_PROJECT_NAME");
    private final Client imm = new Client(new Config()
        .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
        .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
        .setEndpoint("imm.cn-shanghai.aliyuncs.com"));

    Direct() throws Exception {}

    /** The user comes from your session, and you have checked that they may open the document. */
    Map<String, Object> open(User user, String source) throws Exception {
        var answer = imm.generateWebofficeToken(new GenerateWebofficeTokenRequest()
            .setProjectName(PROJECT)
            .setSourceURI(source)
            .setUser(new WebofficeUser().setId(user.shortId()).setName(user.name()))
            .setPermission(new WebofficePermission().setReadonly(true).setCopy(true).setPrint(true))).body;
        issued.put(answer.refreshToken, new Issued(user.id(), source)); // your store, for one day
        return answer.toMap();
    }

    /** Null: answer 410 SessionExpired. Check again that the user may open the document. */
    Map<String, Object> refresh(User user, String accessToken, String refreshToken) throws Exception {
        Issued of = issued.remove(refreshToken);
        if (of == null || !of.userId().equals(user.id()) || !user.mayOpen(of.source())) return null;
        var answer = imm.refreshWebofficeToken(new RefreshWebofficeTokenRequest()
            .setProjectName(PROJECT).setAccessToken(accessToken).setRefreshToken(refreshToken)).body;
        issued.put(answer.refreshToken, of);
        return answer.toMap();
    }
}
